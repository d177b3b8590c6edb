// Takes texts; checks places, near names, small letters and UTF-8.
#include "lang/text/near.hpp"
#include "lang/text/render.hpp"
#include "lang/text/source.hpp"
#include "lang/text/utf8.hpp"
#include "tests/catch.hpp"

using namespace bedside::text;

TEST_CASE("source: columns count characters, and a byte order mark is none") {
  const Source source("x", "\xEF\xBB\xBFé°x\r\nab");
  const Place place = source.place({0, 4, 5});
  CHECK(place.line == 1);
  CHECK(place.column == 3);
  CHECK(source.line(1) == "é°x");
  CHECK(source.line(2) == "ab");
  CHECK(source.place({0, 7, 9}).line == 2);
  CHECK(source.place({0, 9, 9}).column == 3);
}

TEST_CASE("near names: slips, not guesses") {
  CHECK(distance("calcificaton", "calcification") == 1);
  CHECK(distance("pian", "pain") == 1);
  CHECK(near_names("pian", {"pain", "rain", "swelling"}).front() == "pain");
  CHECK(near_names("IV", {"I", "II"}).empty());
  CHECK(near_names("fever", {"pain"}).empty());
  CHECK(did_you_mean({"a", "b", "c"}) == " Did you mean `a`, `b` or `c`?");
}

TEST_CASE("utf8: letters, case and what is no text") {
  CHECK(fold_case("CURB-65 ÄÖÜ ΩМ") == "curb-65 äöü ωм");
  CHECK(first_invalid_byte("abc\xC3") == 3);
  CHECK(first_invalid_byte("\xED\xA0\x80") == 0);
  CHECK(first_invalid_byte("\xC0\xAF") == 0);
  CHECK_FALSE(first_invalid_byte("日本語").has_value());
  CHECK(is_letter(U'é'));
  CHECK_FALSE(is_letter(U'°'));
  CHECK(is_direction_control(0x202E));
  CHECK(display_width("日本") == 4);
}
