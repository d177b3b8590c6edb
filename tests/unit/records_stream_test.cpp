// Takes texts of patients in portions (byte by byte, at random, whole); gives whether the records
// and rejects are the same ones.
#include <random>

#include "interpreter/records/stream.hpp"
#include "tests/catch.hpp"
#include "tests/unit/records_try.hpp"

namespace bedside::records {

namespace {

/// How many bytes come next.
using Portion = std::function<std::size_t()>;

std::string as_line(const Reject& reject) {
  return std::to_string(reject.line) + ":" + std::to_string(reject.column) + " (" + reject.id +
         ") " + reject.reason + " | " + reject.row;
}

Lines streamed(Format format, std::string_view text, const Portion& portion) {
  StreamReader reader(trial(), format, "trial");
  Lines lines;
  Row row;
  bool ended = false;
  while (!ended) {
    ended = text.empty();
    if (ended) reader.finish();
    const std::string_view bytes = text.substr(0, portion());
    reader.feed(bytes);
    text.remove_prefix(bytes.size());
    while (reader.next(row)) {
      const auto* reject = std::get_if<Reject>(&row);
      lines.push_back(reject != nullptr ? as_line(*reject)
                                        : in_words(std::get<evaluate::Record>(row)));
    }
  }
  if (reader.failure()) lines.push_back("failure " + as_line(*reader.failure()));
  return lines;
}

Lines whole(Format format, const std::string& text) {
  return streamed(format, text, [&] { return text.size() + 1; });
}

Lines by_bytes(Format format, const std::string& text) {
  return streamed(format, text, [] { return std::size_t{1}; });
}

Lines at_random(Format format, const std::string& text, std::mt19937& draw, std::size_t most) {
  return streamed(format, text, [&] { return 1 + draw() % most; });
}

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// Texts made of what can go wrong in a table, and of what cannot.
std::string drawn_csv(std::mt19937& draw) {
  static const std::vector<std::string> headers{"id,pain\n", "pain\n",
                                                "\xEF\xBB\xBFid,lesion size (cm),stage\r\n",
                                                "\n \n\"pain\",id\r", "id,\"pa\nin\"\n"};
  static const std::vector<std::string> parts{"a",       "yes",  "no",      ",",
                                              ",",       ",",    "\"",      "\"",
                                              "\"\"",    "\n",   "\n",      "\r",
                                              " ",       "\r\n", "\r\n",    "12",
                                              "IV",      "\xFF", "\t",      std::string(1, '\0'),
                                              "é",       "x,y",  "",        "\"no\",",
                                              "a,yes\n", "b,no", "\"a\nb\""};
  std::string text = headers[draw() % headers.size()];
  for (std::size_t i = draw() % 60; i > 0; --i) text += parts[draw() % parts.size()];
  return text;
}

std::string drawn_ndjson(std::mt19937& draw) {
  static const std::vector<std::string> parts{R"({"id": "a", "findings": {"pain": true}})",
                                              R"({"id": 1, "findings": {"lesion size": "1 cm"}})",
                                              "{",
                                              "}",
                                              "\n",
                                              "\n",
                                              "\r",
                                              "\r\n",
                                              " ",
                                              "\"",
                                              "\xFF",
                                              std::string(1, '\0'),
                                              "[1]"};
  std::string text = draw() % 4 == 0 ? "\xEF\xBB\xBF" : "";
  for (std::size_t i = draw() % 30; i > 0; --i) text += parts[draw() % parts.size()];
  return text;
}

}  // namespace

TEST_CASE("the same rows, in whatever portions a table comes") {
  std::mt19937 draw(1);
  for (int i = 0; i < 4000; ++i) {
    const std::string text = drawn_csv(draw);
    const Lines expected = whole(Format::csv, text);
    INFO(text);
    CHECK(by_bytes(Format::csv, text) == expected);
    CHECK(at_random(Format::csv, text, draw, 9) == expected);
    CHECK(at_random(Format::csv, text, draw, 40) == expected);
  }
}

TEST_CASE("the same rows, in whatever portions NDJSON comes") {
  std::mt19937 draw(2);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = drawn_ndjson(draw);
    const Lines expected = whole(Format::ndjson, text);
    INFO(text);
    CHECK(by_bytes(Format::ndjson, text) == expected);
    CHECK(at_random(Format::ndjson, text, draw, 30) == expected);
  }
}

TEST_CASE("rows of a table come as soon as they are whole") {
  StreamReader reader(trial(), Format::csv, "trial");
  Row row;
  reader.feed("id,pa");
  CHECK_FALSE(reader.next(row));
  reader.feed("in\r");
  CHECK_FALSE(reader.next(row));
  reader.feed("\na,yes\nb,\"no\"\nc,\"y");
  REQUIRE(reader.next(row));
  CHECK(in_words(std::get<evaluate::Record>(row)) == "a: pain");
  REQUIRE(reader.next(row));
  CHECK(in_words(std::get<evaluate::Record>(row)) == "b: no pain");
  CHECK_FALSE(reader.next(row));
  reader.feed("es\"");
  CHECK_FALSE(reader.next(row));
  reader.finish();
  REQUIRE(reader.next(row));
  CHECK(in_words(std::get<evaluate::Record>(row)) == "c: pain");
  CHECK_FALSE(reader.next(row));
  CHECK_FALSE(reader.failure());
}

TEST_CASE("what is too long is one reject, in whatever portions it comes") {
  const std::string wide(1'500'000, 'x');
  const std::vector<std::string> texts{
      "id,pain\na,yes\n" + wide + ",no\nb,no\n",
      "id,pain\na,yes\r\n\"" + wide + "\",no\r\nb,no\r\n",
      "id,pain\na,yes\n\"x\n" + wide + "\",no\nb,no\n",
      "id,pain\na,\"yes\n" + times(80, std::string(20'000, 'y') + "\n") + "b,no\n",
      "id,pain\na,\"yes\n" + times(99, "b,no\n") + "c\",no\n",
      "id,pain\na,\"yes\n" + times(150, "b,no\n") + "c\",no\n",
      "id,pain\ra,yes\r" + wide + "\rb,no\rc," + wide,
      wide + "\nid,pain\na,yes\n",
      std::string(3'000'000, '\n') + "id,pain\na,no\n" + std::string(2'000'000, ' ') + "\nb,yes",
  };
  std::mt19937 draw(3);
  for (const std::string& text : texts) {
    const Lines expected = whole(Format::csv, text);
    CHECK(at_random(Format::csv, text, draw, 100'000) == expected);
    CHECK(at_random(Format::csv, text, draw, 3'000) == expected);
    for (const std::string& line : expected) CHECK(line.size() < 21'000);
  }
  CHECK(whole(Format::csv, texts[0]) ==
        Lines{"a: pain",
              "3:1 () This row is longer than a million bytes; one patient is expected. | " +
                  std::string(199, 'x') + "\xE2\x80\xA6",
              "b: no pain"});
  CHECK(whole(Format::csv, texts[8])[0] == "a: no pain");
  const std::string json = "{\"findings\": {\"pain\": true}}\n{\"id\": \"" + wide + "\"}\n[\n";
  const Lines expected = whole(Format::ndjson, json);
  CHECK(expected.size() == 3);
  CHECK(at_random(Format::ndjson, json, draw, 70'000) == expected);
}

TEST_CASE("a row means the same, whatever stands before it") {
  static const Lines values{"true",      "false",  "\"yes\"", "\"true\"", "12",
                            "\"12\"",    "1.20e1", "null",    "[1, 2]",   "[true]",
                            "\"12 cm\"", "\"no\"", "\"II\"",  "\" 12\"",  "0",
                            "\"0\"",     "301",    "\"abc\"", "\"none\"", "\"III or IV\""};
  static const Lines names{"pain", "Hand Pain", "lesion size", "stage", "ECOG", "seen", "visits"};
  std::mt19937 draw(5);
  const auto line_of = [&] {
    return "{\"findings\": {\"" + names[draw() % names.size()] +
           "\": " + values[draw() % values.size()] + ", \"" + names[draw() % names.size()] +
           "\": " + values[draw() % values.size()] + "}}\n";
  };
  std::string all;
  Lines alone;
  for (int i = 0; i < 3000; ++i) {
    const std::string line = line_of();
    // Behind so many empty lines, it has its place in the whole.
    alone.push_back(
        whole(Format::ndjson, std::string(static_cast<std::size_t>(i), '\n') + line)[0]);
    all += line;
  }
  CHECK(whole(Format::ndjson, all) == alone);
}

TEST_CASE("what was said before is found again, and only what was accepted") {
  CHECK(attempt(Format::csv, "id,lesion size (cm)\na,1\nb,1\nc,31\nd,31\ne, 1\nf,1\n").records ==
        Lines{"a: lesion size 10 mm", "b: lesion size 10 mm", "e: lesion size 10 mm",
              "f: lesion size 10 mm"});
  std::string many = "visits\n";
  for (int i = 0; i < 1001; ++i) many += std::to_string(i) + "\n" + std::to_string(i % 7) + "\n";
  CHECK(attempt(Format::csv, many).records.size() == 2002);
  CHECK(attempt(Format::csv, many).records[2001] == ": visits 6");
}

}  // namespace bedside::records
