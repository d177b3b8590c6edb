// Takes patients drawn at random; gives whether their rows say what their results say, and whether
// a stream of bytes gives the same rows.
#include "interpreter/cohort/results.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <random>

#include "interpreter/cohort/stream.hpp"
#include "interpreter/cohort/summary.hpp"
#include "interpreter/explain/result.hpp"
#include "tests/catch.hpp"

namespace bedside::cohort {

namespace {

using Json = nlohmann::ordered_json;

const char* const rules = R"(
guideline "The \"hand\", first"
  applies if no calcification none
finding calcification: none, localized or extensive
finding pain: yes or no
finding lesion size: number in mm from 0 to 300
source article
  title "An article"
  states
    A1 "It hurts."
assessment outlook: benign < caution
assessment kind: "hard, white" or soft
advice imaging: "Have it examined."
advice "waiting, only": "Wait."
score burden
  0.5 points if pain
  by lesion size: below 10 mm: 0 | at least 10 mm: 3
rule "quiet; and so on"
  if calcification localized and no pain then benign and advise "waiting, only"
rule "large"
  if lesion size at least 30 mm then caution and advise imaging
  because "of its \"size\""
  cites article A1
rule "white"
  if calcification extensive then kind "hard, white"
  overrides "large"
)";

const meaning::Loaded& loaded() {
  static const meaning::Loaded all = meaning::load(
      {{"rules.bedside", rules}}, [](const std::string&) { return meaning::UsedFile{}; });
  return all;
}

std::string drawn_row(std::mt19937& draw) {
  static const std::vector<std::string> calcifications{
      "", "", "none", "localized", "Extensive", "localized or extensive", "lokalized"};
  static const std::vector<std::string> pains{"", "", "yes", "no", "true", "maybe"};
  static const std::vector<std::string> sizes{"", "1", "0.95", "3.5", "at least 1 cm", "31", "x"};
  static const std::vector<std::string> ids{"p", "\"a,\"\"b\"\"\"", "", "\"two\nlines\"", "é\t\\"};
  const auto one = [&](const auto& all) { return all[draw() % all.size()]; };
  return fmt::format("{}{},{},{},{}\n", one(ids), draw() % 2 == 0 ? "" : "", one(sizes), one(pains),
                     one(calcifications));
}

std::string drawn_table(std::mt19937& draw, std::size_t rows) {
  std::string text = "id,lesion size (cm),pain,calcification\n";
  for (std::size_t i = 0; i < rows; ++i) text += drawn_row(draw);
  return text;
}

std::vector<evaluate::Record> records_of(const std::string& text) {
  records::RecordReader reader(loaded(), records::Format::csv, "drawn", text);
  std::vector<evaluate::Record> all;
  while (auto row = reader.next()) {
    if (auto* record = std::get_if<evaluate::Record>(&*row)) all.push_back(std::move(*record));
  }
  return all;
}

explain::Result result_of(const evaluate::Record& record) {
  const evaluate::Evaluation evaluation = evaluate::evaluate(loaded().rules, record);
  return explain::by_name({loaded().rules, record, evaluation}, loaded().sources, "G, \"1\"");
}

// ---- The rows, written anew with a library ---------------------------------------------------

Json number_json(const std::optional<meaning::Number>& number) {
  if (!number) return nullptr;
  if (const auto whole = number->to_int64()) return *whole;
  return number->to_double();
}

Json fired_json(const explain::FiredRule& each) {
  Json rule{{"rule", each.name}, {"file", each.file}, {"line", each.line}};
  if (!each.because.empty()) rule["because"] = each.because;
  if (!each.cites.empty()) rule["cites"] = each.cites;
  return rule;
}

Json json_of(const explain::Result& result) {
  Json json;
  if (!result.id.empty()) json["id"] = result.id;
  json["guideline"] = result.guideline;
  json["applies"] = result.applies;
  for (const char* const each : {"assessments", "scores", "advice"}) json[each] = Json::object();
  for (const char* const each : {"fired", "undecided", "overridden"}) json[each] = Json::array();
  for (const auto& each : result.assessments) {
    Json possible = each.possible;
    if (each.possible_nothing) possible.push_back(nullptr);
    json["assessments"][each.name] = {{"status", each.status},
                                      {"value", each.value ? Json(*each.value) : Json(nullptr)},
                                      {"possible", possible}};
  }
  for (const auto& each : result.scores) {
    json["scores"][each.name] = {{"low", number_json(each.low)}, {"high", number_json(each.high)}};
  }
  for (const auto& each : result.advice) {
    json["advice"][each.name] = {{"status", each.given ? "given" : "possible"}, {"by", each.by}};
  }
  for (const auto& each : result.fired) json["fired"].push_back(fired_json(each));
  for (const auto& each : result.undecided) {
    json["undecided"].push_back({{"rule", each.name}, {"needs", each.needs}});
  }
  for (const auto& each : result.overridden) {
    json["overridden"].push_back({{"rule", each.name}, {"by", each.by}});
  }
  json["ask"] = result.ask;
  return json;
}

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string csv_of(const explain::Result& result) {
  std::string row = cell(result.id) + "," + cell(result.guideline);
  const auto end = [](const auto& number) { return number ? number->to_string() : ""; };
  for (const auto& each : result.assessments) {
    row += fmt::format(",{},{}", cell(each.value.value_or("")), each.status);
  }
  for (const auto& each : result.scores)
    row += fmt::format(",{},{}", end(each.low), end(each.high));
  std::vector<std::string> advice;
  std::vector<std::string> fired;
  for (const auto& each : result.advice) {
    advice.push_back(each.name + (each.given ? "" : " (possible)"));
  }
  for (const auto& each : result.fired) fired.push_back(each.name);
  return row + fmt::format(",{},{},{}\n", cell(fmt::format("{}", fmt::join(advice, "; "))),
                           cell(fmt::format("{}", fmt::join(fired, "; "))),
                           cell(fmt::format("{}", fmt::join(result.ask, "; "))));
}

}  // namespace

TEST_CASE("a row says what the result says") {
  REQUIRE(loaded().usable());
  std::mt19937 draw(1);
  const Prepared csv(loaded(), "G, \"1\"", Form::csv, true);
  const Prepared ndjson(loaded(), "G, \"1\"", Form::ndjson);
  const auto records = records_of(drawn_table(draw, 3000));
  CHECK(records.size() > 1000);
  for (const evaluate::Record& record : records) {
    const explain::Result result = result_of(record);
    std::string row;
    assess_one(csv, record, row);
    CHECK(row == csv_of(result));
    row.clear();
    assess_one(ndjson, record, row);
    CHECK(row == json_of(result).dump() + "\n");
  }
}

TEST_CASE("any text becomes JSON as the library has it") {
  std::mt19937 draw(2);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t size = draw() % 6; size > 0; --size) {
      static const std::vector<std::string> parts{"\"", "\\", "é", "\xF0\x9F\x91\x8B", "\x7F", "a"};
      const std::size_t drawn = draw() % 12;
      text += drawn < parts.size() ? parts[drawn] : std::string(1, static_cast<char>(draw() % 256));
    }
    std::string written;
    add_json(text, written);
    const auto read = Json::parse(written, nullptr, false);
    CHECK_FALSE(read.is_discarded());
    const auto replace = Json::error_handler_t::replace;
    const std::string expected = Json(text).dump(-1, ' ', false, replace);
    // Of bytes that are no text, the library makes one sign of several at times.
    if (expected.find("\xEF\xBF\xBD") == std::string::npos) CHECK(written == expected);
  }
}

TEST_CASE("a stream gives the same rows, in whatever portions it is fed") {
  std::mt19937 draw(3);
  const Prepared csv(loaded(), "G", Form::csv);
  const std::string table = drawn_table(draw, 400);
  std::string expected = csv.heading();
  for (const auto& record : records_of(table)) assess_one(csv, record, expected);
  for (const std::size_t most : {1U, 7U, 100U, 100'000U}) {
    Stream stream(csv, Session(loaded().rules), loaded(), records::Format::csv, "drawn");
    Assessed all;
    for (std::string_view rest = table; !rest.empty();) {
      const std::string_view bytes = rest.substr(0, 1 + draw() % most);
      stream.feed(bytes);
      stream.take(all);
      rest.remove_prefix(bytes.size());
    }
    stream.finish();
    stream.take(all);
    CHECK_FALSE(stream.failure());
    CHECK(all.rows == expected);
    CHECK(all.patients + all.rejects.size() == 400);
    CHECK(all.rejects.size() > 50);
  }
}

TEST_CASE("a stream without a header fails as a whole") {
  const Prepared csv(loaded(), "G", Form::csv);
  Stream stream(csv, Session(loaded().rules), loaded(), records::Format::csv, "drawn");
  Assessed all;
  stream.feed("id,pian\na,yes\n");
  stream.take(all);
  stream.feed("b,no\n");
  stream.take(all);
  REQUIRE(stream.failure());
  CHECK(stream.failure()->column == 4);
  CHECK(all.rows.empty());
  CHECK(all.rejects.empty());
}

TEST_CASE("counts of parts add up to those of the whole") {
  std::mt19937 draw(4);
  const auto records = records_of(drawn_table(draw, 1000));
  const meaning::RuleSet& of = loaded().rules;
  Summary whole(of);
  Summary left(of);
  Summary right(of);
  for (const evaluate::Record& record : records) {
    const evaluate::Evaluation evaluation = evaluate::evaluate(of, record);
    whole.add(evaluation);
    (draw() % 3 == 0 ? left : right).add(evaluation);
  }
  right.add(left);
  CHECK(right.patients == records.size());
  CHECK(right.assessments == whole.assessments);
  CHECK(right.fired == whole.fired);
  CHECK(right.missing == whole.missing);
  for (const auto& levels : whole.assessments) {
    Summary::Count all = 0;
    for (const auto& statuses : levels) {
      for (const Summary::Count count : statuses) all += count;
    }
    CHECK(all == records.size());
  }
}

}  // namespace bedside::cohort
