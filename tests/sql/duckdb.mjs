// Takes a folder with cases of tests/agree/sql_files_test.cpp; tries each in a DuckDB in memory, and
// gives what differs from the evaluator.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const folder = process.argv[2];
const read = (name, ending) => readFileSync(join(folder, name + ending), "utf8");
// A decimal is written with all places of its column.
const plain = (cell) => (/^-?\d+\.\d+$/.test(cell) ? cell.replace(/\.?0+$/, "") : cell);

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".rules"))
  .map((file) => file.replace(".rules", ""))
  .sort();
for (const name of names) {
  const show = () => ["rules", "table", "view"].map((part) => read(name, "." + part)).join("\n");
  let found;
  try {
    await connection.run(`CREATE SCHEMA case_${name}`);
    await connection.run(`SET schema = 'case_${name}'`);
    await connection.run(read(name, ".table"));
    await connection.run(read(name, ".view"));
    const reader = await connection.runAndReadAll(read(name, ".query"));
    found = reader.getRows().map((row) => String(row[0]).split("|").map(plain).join("|"));
  } catch (error) {
    console.log(`${error}\n${show()}`);
    process.exit(1);
  }
  const expected = read(name, ".expected").trimEnd().split("\n");
  for (let i = 0; i < Math.max(expected.length, found.length); ++i) {
    if (expected[i] === found[i]) continue;
    console.log(`expected ${expected[i]}\nfound    ${found[i]}\n${show()}`);
    process.exit(1);
  }
}
console.log(`${names.length} rule sets gave the same in DuckDB.`);
