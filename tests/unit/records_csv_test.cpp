// Takes CSV as text; gives whether its rows become records, and mistakes with their place.
#include "tests/catch.hpp"
#include "tests/unit/records_try.hpp"

namespace bedside::records {

namespace {

Tried csv(const std::string& text) { return attempt(Format::csv, text); }

}  // namespace

TEST_CASE("a CSV with a header of findings") {
  CHECK(csv("id,calcification,Hand Pain\np1,localized,no\np2,,\n").records ==
        Lines{"p1: calcification localized, no pain", "p2:"});
  CHECK(csv("\xEF\xBB\xBFpain,ID\r\nTRUE,a\r\nfalse,b").records == Lines{"a: pain", "b: no pain"});
  CHECK(csv("pain\ryes\rno\r").records == Lines{": pain", ": no pain"});
  CHECK(csv("id,lesion size,temperature\na,12,38.5\nb,more than 3 cm, 37 \n").records ==
        Lines{"a: lesion size 12 mm, temperature 38.5°C",
              "b: lesion size above 30 to 300 mm, temperature 37°C"});
  CHECK(csv("calcification,stage\n\"none, localized or extensive\",II to III\n"
            "none or localized,at least III\n")
            .records ==
        Lines{": calcification is one of (none, localized, extensive), stage is one of "
              "(II, III)",
              ": calcification is one of (none, localized), stage is one of (III, IV)"});
  CHECK(csv("id,pain\n").records.empty());
  CHECK_FALSE(csv("id,pain").failure);
}

TEST_CASE("quotes in a CSV (RFC 4180)") {
  CHECK(csv("id,pain\n\"a \"\"b\"\", c\",\"yes\"\n").records == Lines{"a \"b\", c: pain"});
  CHECK(csv("\"id\",\"pain\"\n\"two\nlines\",no\nx,yes").records ==
        Lines{"two\nlines: no pain", "x: pain"});
  const Tried torn = csv("id,pain\na,\"yes\nb,no\nc,\"y\"x\nd,ye\"s\n\ne,yes");
  CHECK(torn.records == Lines{"b: no pain", "e: pain"});
  REQUIRE(torn.rejects.size() == 3);
  CHECK(torn.rejects[0].line == 2);
  CHECK(torn.rejects[0].column == 3);
  CHECK(torn.rejects[0].id == "a");
  CHECK(torn.rejects[1].line == 4);
  CHECK(torn.rejects[2].line == 5);
  CHECK(torn.rejects[2].column == 5);
  // A stray quote that finds another one: the lines between are still read.
  const Tried joined = csv("id,pain\n\"a,yes\nb,no\nc,no\n\",yes,no\nd,yes\n");
  CHECK(joined.records == Lines{"b: no pain", "c: no pain", "d: pain"});
  CHECK(joined.rejects.size() == 2);
  const Tried open = csv("id,pain\na,\"yes");
  CHECK(why(open) == "2:3 a The quotation marks that open here are not closed.");
}

TEST_CASE("the unit of a column") {
  CHECK(csv("lesion size (cm)\n1.25\n0.1\n").records ==
        Lines{": lesion size 12.5 mm", ": lesion size 1 mm"});
  CHECK(csv("id,lesion size (cm)\na,more than 3\nb,12 mm\nc,1 to 2\n").records ==
        Lines{"a: lesion size above 30 to 300 mm", "b: lesion size 12 mm",
              "c: lesion size from 10 to 20 mm"});
  CHECK(csv("temperature ([degF]),lesion size(cm)\n98.6,2\n").records ==
        Lines{": lesion size 20 mm, temperature 37°C"});
  CHECK(why(csv("lesion size (cm)\n31\n")) ==
        "2:1 lesion size 310 mm is outside its range, from 0 to 300 mm.");
  CHECK(failure(csv("id,lesion size (kg)\na,1\n")) ==
        "1:4 `lesion size` is a number in mm, from 0 to 300 mm; `kg` is a mass.");
  CHECK(failure(csv("lesion size (elbows)\n1\n")).starts_with("1:1 The unit of the column"));
  CHECK(failure(csv("pain (cm)\nyes\n")) ==
        "1:1 `pain` is yes or no; it has no unit, but its column has `cm`.");
}

TEST_CASE("a header that cannot be used is a failure of the whole") {
  CHECK(failure(csv("id,pain,temprature\na,no,37\n")) ==
        "1:9 `temprature` is no finding of these rules. Did you mean `temperature`? A column that "
        "the rules do not need can be taken out.");
  CHECK(failure(csv("a,localized,no\n"))
            .starts_with("1:1 The first line must be a header with the names of findings."));
  CHECK(failure(csv("pain,id,tenderness\n")) ==
        "1:9 Columns 1 and 3 both are `pain`. Take one of them out.");
  CHECK(failure(csv("id,pain,Id\n")) ==
        "1:9 Columns 1 and 3 both are the id. Take one of them out.");
  CHECK(failure(csv("pain,\nno,\n")) ==
        "1:6 Column 2 of the header has no name. Name it, or take it out.");
  CHECK(failure(csv("id\na\n")) == "1:1 No column of the header is a finding.");
  CHECK(failure(csv("id;pain\na;no\n"))
            .starts_with("1:3 The columns are separated with semicolons; commas are expected."));
  CHECK(failure(csv("id\tpain\na\tno\n")).starts_with("1:3 The columns are separated with tabs;"));
  CHECK(failure(csv("\"id,pain\na,no\n")).starts_with("1:1 The quotation marks"));
  CHECK(failure(csv("p\xFF,id\n")).starts_with("1:2 This is not UTF-8."));
}

TEST_CASE("a row that cannot be read is told, and the others go on") {
  const Tried tried =
      csv("id,calcification,pain,lesion size\nkofi,lokalized,no,1\nlena,none,no\nmira,none,no,1,2\n"
          "nils,extensive,perhaps,400\n\nola,none,yes,5\n");
  CHECK(tried.records == Lines{"ola: calcification none, pain, lesion size 5 mm"});
  REQUIRE(tried.rejects.size() == 4);
  CHECK(tried.rejects[0].line == 2);
  CHECK(tried.rejects[0].column == 6);
  CHECK(tried.rejects[0].id == "kofi");
  CHECK(tried.rejects[0].row == "kofi,lokalized,no,1");
  CHECK(tried.rejects[0].reason.find("Did you mean `localized`?") != std::string::npos);
  CHECK(tried.rejects[1].column == 13);
  CHECK(tried.rejects[1].reason == "This row has 3 cells, the header has 4.");
  CHECK(tried.rejects[2].column == 16);
  CHECK(tried.rejects[2].reason ==
        "This row has 5 cells, the header has 4. If `1,2` is one number, "
        "write it with a point: `1.2`.");
  CHECK(tried.rejects[3].column == 16);
  CHECK(tried.rejects[3].reason.find("from 0 to 300 mm") != std::string::npos);
  CHECK(tried.rejects[3].reason.find("perhaps") != std::string::npos);
}

TEST_CASE("slips in cells have words of their own") {
  CHECK(why(csv("temperature\n\"38,5\"\n")) ==
        "2:1 `38,5` has a comma in it. A decimal number is written with a point: `38.5`.");
  CHECK(why(csv("amount\n1.23E+05\n")).starts_with("2:1 `1.23E+05` is a shortened number"));
  CHECK(why(csv("amount\n" + std::string(10'000, '7') + "\n")).find("10000 digits") !=
        std::string::npos);
  CHECK(why(csv("pain\nno # not sure\n")).starts_with("2:1 `pain` cannot be `no # not sure`"));
  CHECK(why(csv("pain\n1\n")).starts_with("2:1 `pain`"));
  CHECK(why(csv("id,pain\na,yes or\n")).starts_with("2:7 a "));
  CHECK(why(csv("pain\n\"yes, no\"\n")).find("write `or`") != std::string::npos);
  CHECK(why(csv("id,calcification\na,localized or painful\n")).starts_with("2:"));
  CHECK(why(csv("lesion size\n12 kg\n")).find("measures a mass") != std::string::npos);
  CHECK(why(csv("lesion size\nabc\n")).find("`lesion size`") != std::string::npos);
  CHECK(why(csv("visits\nbetween 1.5 and 1.6\n")) ==
        "2:1 visits from 1.5 to 1.6 has no whole number in it.");
  CHECK(why(csv("id,pain\n\xC3\xA4,\xFF\n")) ==
        "2:3 This is not UTF-8. Save the file again as UTF-8.");
  CHECK(why(csv(std::string("id,pain\na,\0\n", 12))) == "2:3 Here is a byte 0, which no text has.");
}

TEST_CASE("large and hostile CSV ends soon") {
  const std::string long_cell(10'000'000, 'x');
  const Tried tried = csv("id,pain\na," + long_cell + "\nb,no\n");
  CHECK(tried.records == Lines{"b: no pain"});
  REQUIRE(tried.rejects.size() == 1);
  CHECK(tried.rejects[0].reason.size() < 300);
  CHECK(tried.rejects[0].row.size() < 210);
  std::string stray = "id,pain\n";
  for (int i = 0; i < 20'000; ++i) stray += i % 2 == 0 ? "a,\"yes\n" : "b\",\"no\n";
  const Tried strays = csv(stray);
  CHECK(strays.records.empty());
  CHECK(strays.rejects.size() == 20'000);
}

}  // namespace bedside::records
