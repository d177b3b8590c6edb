// Takes JSON and NDJSON as text; gives whether patients come out of it, and mistakes with their
// place.
#include "tests/catch.hpp"
#include "tests/unit/records_try.hpp"

namespace bedside::records {

namespace {

Tried json(const std::string& text) { return attempt(Format::json, text); }
Tried findings(const std::string& text) { return json(R"({"findings": {)" + text + "}}"); }
std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a patient as JSON: values, texts, numbers, lists, null") {
  REQUIRE(trial().usable());
  CHECK(json(R"({"id": "p1", "findings": {"calcification": "localized", "pain": false,
                 "lesion size": "12 mm", "age": 3, "visits": null}})")
            .records ==
        Lines{"p1: calcification localized, no pain, lesion size 12 mm, age 3 years"});
  CHECK(json(R"({"findings": {}, "id": 42})").records == Lines{"42:"});
  CHECK(json("\xEF\xBB\xBF{\"findings\": {}, \"id\": null}\n").records == Lines{":"});
  CHECK(findings(R"("Hand  Pain": true)").records == Lines{": pain"});
  CHECK(findings(R"("pain": "Yes", "seen": true, "stage": "at least III")").records ==
        Lines{": pain, stage is one of (III, IV), seen yes"});
  CHECK(findings(R"("ECOG": 2, "lesion size": "more than 3 cm")").records ==
        Lines{": ECOG \"2\", lesion size above 30 to 300 mm"});
  CHECK(findings(R"("calcification": "localized or extensive")").records ==
        Lines{": calcification is one of (localized, extensive)"});
}

TEST_CASE("JSON numbers are taken as they are written") {
  CHECK(findings(R"("amount": 12.1)").records == Lines{": amount 12.1"});
  CHECK(findings(R"("amount": 1e3)").records == Lines{": amount 1000"});
  CHECK(findings(R"("amount": -1.5E-2)").records == Lines{": amount -0.015"});
  CHECK(findings(R"("amount": 0.1000000000000000055)").records ==
        Lines{": amount 0.1000000000000000055"});
  CHECK(findings(R"("amount": 123456789012345678901234567890)").records ==
        Lines{": amount 123456789012345678901234567890"});
  CHECK(findings(R"("temperature": 38.5)").records == Lines{": temperature 38.5°C"});
  for (const std::string& huge :
       Lines{std::string("1e400"), "1" + std::string(9'999, '0'), "0." + std::string(9'999, '1'),
             std::string("1e-401"), std::string("1e-999999999999")}) {
    const Tried tried = findings("\"amount\": " + huge);
    REQUIRE(tried.rejects.size() == 1);
    CHECK(tried.rejects[0].reason.find("to be a measurement") != std::string::npos);
    CHECK(tried.rejects[0].column == 25);
  }
  CHECK(why(findings(R"("amount": NaN)")) ==
        "1:25 `NaN` is no number; null, or left out, is not recorded.");
}

TEST_CASE("a list narrows") {
  CHECK(findings(R"("calcification": ["localized", "extensive"])").records ==
        Lines{": calcification is one of (localized, extensive)"});
  CHECK(findings(R"("pain": [true, false], "visits": [1, 2, 3])").records ==
        Lines{": pain is one of (no, yes), visits from 1 to 3"});
  CHECK(why(findings(R"("visits": [1, 3])")) ==
        "1:25 These values of `visits` are not one range: there is something between them. Write "
        "one number, or one range such as \"from 1 to 3\".");
  CHECK(why(findings(R"("pain": [])")) ==
        "1:23 `pain` is one of no values; null, or left out, is not recorded.");
  CHECK(why(findings(R"("pain": [true, null])")).starts_with("1:30 null stands in the list"));
  CHECK(why(findings(R"("pain": [[true]])")) ==
        "1:24 `pain` cannot be a list in a list; yes or no is expected.");
  CHECK(why(findings(R"("lesion size": [12, 400])")) ==
        "1:35 lesion size 400 mm is outside its range, from 0 to 300 mm.");
}

TEST_CASE("what JSON says of a finding must fit it") {
  CHECK(why(findings(R"("pain": 1)")) == "1:23 `pain` cannot be `1`; yes or no is expected.");
  CHECK(why(findings(R"("lesion size": true)")) ==
        "1:30 `lesion size` cannot be `true`; a number in mm, from 0 to 300 mm is expected.");
  CHECK(why(findings(R"("pain": {"value": true})")) ==
        "1:23 `pain` cannot be an object; yes or no is expected.");
  CHECK(why(findings(R"("pain": "")")) == "1:23 Of `pain` nothing is said: yes or no is expected.");
  CHECK(why(findings(R"("lesion size": 400)")) ==
        "1:30 lesion size 400 mm is outside its range, from 0 to 300 mm.");
  CHECK(why(findings(R"("visits": 2.5)")) == "1:25 visits 2.5 is not a whole number.");
  CHECK(why(findings(R"("temperature": 38.55)")) ==
        "1:30 temperature 38.55°C is off its steps: it is recorded in steps of 0.1°C, counted from "
        "25°C.");
  CHECK(why(findings(R"("temprature": 38)")) ==
        "1:15 `temprature` is no finding of these rules. Did you mean `temperature`?");
  CHECK(why(findings(R"("pain": true, "tenderness": true)")) ==
        "1:29 `pain` is there twice, as `pain` and as `tenderness`.");
  CHECK(why(findings(R"("pain": true, "pain": null)")) == "1:29 `pain` is there twice.");
  CHECK(why(findings(R"("pain": 1, "ECOG": 7)")) ==
        "1:23 `pain` cannot be `1`; yes or no is expected. `ECOG` cannot be `7`; 0, 1, 2 or 3 is "
        "expected.");
}

TEST_CASE("the object of a patient has its shape") {
  CHECK(why(json(R"({"id": "a", "finding": {"pain": true}})"))
            .starts_with("1:13 a `finding` is not known here; \"id\" and \"findings\" are. Did you "
                         "mean `findings`?"));
  CHECK(why(json(R"({"pain": true, "findings": {}})")) ==
        "1:2 `pain` is not known here; \"id\" and \"findings\" are. Findings stand inside "
        "\"findings\".");
  CHECK(why(json(R"({"id": "a"})")).starts_with("1:1 a The object has no \"findings\"."));
  CHECK(why(json(R"({"findings": {}, "findings": {}})")) == "1:18 \"findings\" is there twice.");
  CHECK(why(json(R"({"findings": []})")) == R"(1:14 "findings" is an object: {"pain": false}.)");
  CHECK(why(json(R"({"id": 1.5, "findings": {}})")) == "1:8 \"id\" is a text or a whole number.");
  CHECK(why(json(R"({"id": ["a"], "findings": {}})")) == "1:8 \"id\" is a text or a whole number.");
  CHECK(why(json("\"a\"")).starts_with("1:1 This is no object."));
  CHECK(why(json("[{\"findings\": {}}]")).starts_with("1:1 This is a list."));
  // The id is told even where it comes after the mistake.
  CHECK(why(json("{\"findings\": {\n  \"paim\": true},\n \"id\": \"z\"}")) ==
        "2:3 z `paim` is no finding of these rules. Did you mean `pain`?");
}

TEST_CASE("text that is no JSON is told with its place") {
  CHECK(why(json(R"({"findings": {"pain": true})")) ==
        "1:28 The text ends before the object is complete.");
  CHECK(why(json(R"({"findings": {"pain)")) == "1:20 The text ends before the object is complete.");
  CHECK(why(json(R"({"findings": {}} {"findings": {}})"))
            .starts_with("1:18 After the patient's object there is more text."));
  CHECK(why(json(R"({'findings': {}})")) ==
        "1:2 JSON takes double quotation marks, not single ones.");
  CHECK(why(json(R"({"findings": {"pain": yes}})")) ==
        "1:23 This is not JSON: `yes` does not belong here.");
  CHECK(why(json(R"({"findings": {"pain": true,}})")) ==
        "1:28 This is not JSON: `}` does not belong here.");
  CHECK(why(findings(R"("seen": "\ud800")")).find("half of a character") != std::string::npos);
  CHECK(why(findings(R"("seen": "\udc00x")")).find("half of a character") != std::string::npos);
  CHECK(why(findings("\"seen\": \"a\nb\"")).find("not closed on its line") != std::string::npos);
  CHECK(why(json(std::string("{\"findings\": {}}\0{", 18))) ==
        "1:17 Here is a byte 0, which no text has.");
  CHECK(why(findings("\"seen\": \"\xFF\"")) ==
        "1:24 This is not UTF-8. Save the file again as UTF-8.");
  CHECK(why(json(R"({"id": "\u0000", "findings": {}})")) ==
        "1:8 \"id\" is a text or a whole number.");
}

TEST_CASE("deep nesting and long lines end in a reject") {
  const std::string deep = repeated("[", 10'000);
  CHECK(why(json(deep)).starts_with("1:1 This is a list."));
  CHECK(why(findings("\"pain\": " + deep)).starts_with("1:24 `pain` cannot be a list in a list"));
  CHECK(why(findings("\"pain\": " + deep + repeated("]", 10'000)))
            .starts_with("1:24 `pain` cannot be a list in a list"));
  CHECK(why(json(repeated("{\"findings\":", 10'000))).starts_with("1:14 `findings` is no finding"));
  const std::string long_text(10'000'000, 'x');
  const Tried tried = findings("\"pain\": \"" + long_text + "\"");
  REQUIRE(tried.rejects.size() == 1);
  CHECK(tried.rejects[0].column == 23);
  CHECK(tried.rejects[0].reason.size() < 300);
  CHECK(tried.rejects[0].row.size() < 210);
  CHECK(findings("\"" + long_text + "\": true").rejects.size() == 1);
}

TEST_CASE("NDJSON is read line by line, and a bad line costs itself alone") {
  const Tried tried = attempt(
      Format::ndjson,
      "\xEF\xBB\xBF{\"id\": \"a\", \"findings\": {\"pain\": true}}\r\n\n  \n{\"id\": \"b\"\n"
      "{\"id\": \"c\", \"findings\": {\"pain\": \"h\xC3\xA4?\"}}\n[]\n"
      "\xFF\n{\"id\": \"d\", \"findings\": {\"pain\": false}}");
  CHECK(tried.records == Lines{"a: pain", "d: no pain"});
  REQUIRE(tried.rejects.size() == 4);
  CHECK(tried.rejects[0].line == 4);
  CHECK(tried.rejects[0].column == 11);
  CHECK(tried.rejects[0].id == "b");
  CHECK(tried.rejects[0].row == "{\"id\": \"b\"");
  CHECK(tried.rejects[1].line == 5);
  CHECK(tried.rejects[1].column == 34);
  CHECK(tried.rejects[1].id == "c");
  CHECK(tried.rejects[2].line == 6);
  CHECK(tried.rejects[3].line == 7);
  CHECK(tried.rejects[3].row == "\xEF\xBF\xBD");
}

TEST_CASE("a JSON text cut short anywhere is a reject, never a record") {
  const std::string whole = R"({"id": "p1", "findings": {"pain": [true, false], "age": 3.5e1}})";
  CHECK(json(whole).records.size() == 1);
  for (std::size_t size = 1; size < whole.size(); ++size) {
    INFO(size);
    const Tried tried = json(whole.substr(0, size));
    CHECK(tried.records.empty());
    REQUIRE(tried.rejects.size() == 1);
    CHECK(tried.rejects[0].column <= size + 1);
  }
}

}  // namespace bedside::records
