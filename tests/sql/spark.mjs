// Takes a folder with cases of tests/agree/sql_files_test.cpp; reads each with the published grammar
// of Spark SQL (dt-sql-parser). It says that the syntax is Spark's, and no more than that.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SparkSQL } from "dt-sql-parser";

const folder = process.argv[2];
const parser = new SparkSQL();
const views = readdirSync(folder).filter((file) => file.endsWith(".view"));
for (const view of views) {
  const text = readFileSync(join(folder, view), "utf8");
  const errors = parser.validate(text);
  if (errors.length === 0) continue;
  console.log(`${JSON.stringify(errors[0])}\n${text}`);
  process.exit(1);
}
if (parser.validate("CREATE VIEW v AS SELECT FROM WHERE").length === 0) {
  console.log("The grammar refuses nothing.");
  process.exit(1);
}
console.log(`${views.length} views can be read by the grammar of Spark SQL.`);
