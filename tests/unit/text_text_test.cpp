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

TEST_CASE("words with letters of two alphabets that look alike") {
  CHECK(without_twins("\u0440ain") == "pain");
  CHECK(without_twins("CO\u0421") == "COC");
  CHECK(without_twins("\uFF50ain") == "pain");
  CHECK(without_twins("pain").empty());
  CHECK(without_twins("\u0431\u043E\u043B\u044C").empty());
  CHECK(without_twins("\u03B2hCG").empty());
  CHECK(as_it_looks("\u0441\u043E\u0445") == as_it_looks("Cox"));
  CHECK(as_it_looks("\u0412\u041C\u0406") == as_it_looks("bmi"));
  CHECK(as_it_looks("pa\u200Bin") == "pain");
  CHECK(as_it_looks("\u03B2") != as_it_looks("b"));
}

TEST_CASE("characters that a terminal acts on") {
  for (const unsigned code : {0x00U, 0x07U, 0x0AU, 0x1BU, 0x7FU, 0x85U, 0x9BU, 0x2028U}) {
    CHECK(is_control(static_cast<char32_t>(code)));
  }
  for (const unsigned code : {0x20U, 0x41U, 0xA0U, 0x440U, 0x202EU, 0xFFFDU}) {
    CHECK(!is_control(static_cast<char32_t>(code)));
  }
  CHECK(is_invisible(0xE0041));
  CHECK(!is_letter(0xE0041));
  CHECK(!is_letter(0x3164));
}
