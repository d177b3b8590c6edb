// Takes the facts of one patient, paths, and texts without a name; gives records and formats.
#include "tests/catch.hpp"
#include "tests/unit/records_try.hpp"

namespace bedside::records {

namespace {

Tried patient(const std::string& text) { return attempt(Format::patient, text); }
Format guess(const std::string& text) { return guess_format(trial(), text); }

}  // namespace

TEST_CASE("the facts of one patient") {
  CHECK(patient("# seen today\r\ncalcification localized, no pain,\r\nlesion size 1.2 cm\r\n")
            .records == Lines{": calcification localized, no pain, lesion size 12 mm"});
  CHECK(patient("\xEF\xBB\xBFpain").records == Lines{": pain"});
  CHECK(patient("visits more than 2, visits less than 5").records == Lines{": visits from 3 to 4"});
}

TEST_CASE("facts that do not fit are told with their place") {
  CHECK(why(patient("pain,\nno pain")) == "2:1 pain is recorded twice, as yes and as no.");
  CHECK(why(patient("lesion size more than 20 mm, pain, lesion size 10 mm")) ==
        "1:36 lesion size is recorded twice, as more than 20 mm and as 10 mm.");
  CHECK(why(patient("pain, lesion size 40 cm")) ==
        "1:7 lesion size 400 mm is outside its range, from 0 to 300 mm.");
  CHECK(why(patient("pain,\n  painn, swelling")).starts_with("2:3 "));
  CHECK(why(patient("pain,\n  painn, swelling")).find("swelling") != std::string::npos);
  CHECK(why(patient("pain, \xFF")) == "1:7 This is not UTF-8. Save the file again as UTF-8.");
  CHECK(why(patient(std::string("pain\0", 5))) == "1:5 Here is a byte 0, which no text has.");
  CHECK(patient("pain,\nno pain").rejects[0].row == "no pain");
}

TEST_CASE("a text without patients is a failure, in every format") {
  for (const Format format : {Format::patient, Format::json, Format::ndjson, Format::csv}) {
    for (const char* const text : {"", " \r\n\t\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF \n"}) {
      CHECK(failure(attempt(format, text)) == "1:1 There is nothing in it; patients are expected.");
    }
    CHECK(failure(attempt(format, "\xFF\xFEp")) == "1:1 The text is in UTF-16; save it as UTF-8.");
  }
  CHECK(failure(patient("# nobody\n")).starts_with("1:1 There is no fact in it;"));
  CHECK(failure(patient(std::string(10'000'000, 'x'))).starts_with("1:1 This is longer"));
}

TEST_CASE("rows are shown short, on one line and without characters that steer a terminal") {
  const Tried tried = attempt(Format::csv, "id,pain\n\"a\x1B[2J\nb\"," + std::string(500, 'x'));
  REQUIRE(tried.rejects.size() == 1);
  CHECK(tried.rejects[0].row.starts_with("\"a\xEF\xBF\xBD[2J b\",xxx"));
  CHECK(tried.rejects[0].row.ends_with("x\xE2\x80\xA6"));
  CHECK(tried.rejects[0].row.size() == 199 + 2 + 3);
  // The id itself is refused, before the finding.
  CHECK(tried.rejects[0].reason.starts_with("\"id\" has a character in it that cannot be shown"));
  CHECK(tried.rejects[0].line == 2);
  CHECK(tried.rejects[0].column == 1);
}

TEST_CASE("the format by the ending of a path") {
  CHECK(format_of("a/b.csv") == Format::csv);
  CHECK(format_of("B.CSV") == Format::csv);
  CHECK(format_of("one.patient") == Format::patient);
  CHECK(format_of("one.json") == Format::json);
  CHECK(format_of("many.ndjson") == Format::ndjson);
  CHECK(format_of("many.jsonl") == Format::ndjson);
  CHECK_FALSE(format_of("csv"));
  CHECK_FALSE(format_of("a.csv/b"));
}

TEST_CASE("the format of a text without a name") {
  CHECK(guess("\xEF\xBB\xBF {\"findings\":\n {\"pain\": \"}{\"}}\n") == Format::json);
  CHECK(guess("[1]") == Format::json);
  CHECK(guess("{\"findings\": {}}\n{\"findings\": {}}") == Format::ndjson);
  CHECK(guess("{\"id\": \"a\"\n{\"findings\": {}}") == Format::ndjson);
  CHECK(guess("{\"id\": \"a\"") == Format::json);
  CHECK(guess("id,pain\na,no\n") == Format::csv);
  CHECK(guess("id,lesion size (cm),pane\r\na,1,no\r\n") == Format::csv);
  CHECK(guess("id;pain\na;no\n") == Format::csv);
  CHECK(guess("pain, hand swelling") == Format::patient);
  CHECK(guess("calcification localized, no pain,\npain") == Format::patient);
  CHECK(guess("") == Format::patient);
}

}  // namespace bedside::records
