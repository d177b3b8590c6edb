// Takes texts of cells, again and again; gives whether they are known again, and whether rows that
// are read quickly are those that are read with care.
#include "interpreter/records/cell_table.hpp"

#include <fmt/format.h>

#include <map>
#include <random>

#include "tests/catch.hpp"
#include "tests/unit/records_try.hpp"

namespace bedside::records {

namespace {

meaning::Possible possible(std::size_t number) {
  return {{}, meaning::Range::point(static_cast<std::int64_t>(number)), true};
}

/// Of two letters, so that many are alike at their begin or end.
std::string drawn_text(std::mt19937& draw) {
  std::string text;
  for (std::size_t size = draw() % (draw() % 4 == 0 ? 46 : 12); size > 0; --size) {
    text += draw() % 5 == 0 ? 'b' : 'a';
  }
  return text;
}

std::string drawn_cell(std::mt19937& draw, std::size_t column) {
  static const std::vector<std::vector<std::string>> all{
      {"localized", "none", "localised", "none or localized", " extensive",
       "localized or extensive"},
      {"yes", "no", "YES", "true", "maybe", "no pain"},
      {"at least 12 mm", "below 12 mm", "from 3 to 4", "301", "-1", "12 cm", "4,", "x"}};
  if (draw() % 6 == 0) return draw() % 5 == 0 ? " " : "";
  if (column == 2 && draw() % 4 != 0) return fmt::format("{}.{}", draw() % 320, draw() % 100);
  const auto& cells = all[column];
  const std::string cell = cells[draw() % (draw() % 20 == 0 ? cells.size() : cells.size() / 2)];
  return cell.ends_with(',') ? cell.substr(0, cell.size() - 1) : cell;
}

}  // namespace

TEST_CASE("a text that was said is known again, and no other") {
  std::mt19937 draw(5);
  CellTable table;
  Room room;
  std::map<std::string, std::size_t> said;
  for (std::size_t i = 0; i < 60'000; ++i) {
    const std::string text = drawn_text(draw);
    const std::string behind = text + "more of the row, so that words may be read";
    const Said known = table.find(std::string_view(behind).substr(0, text.size()), behind.size());
    const Said alone = table.find(text, text.size());
    CHECK(known.number == alone.number);
    const auto before = said.find(text);
    if (before != said.end()) {
      REQUIRE(known.possible != nullptr);
      CHECK(known.number == before->second);
      CHECK(known.possible->range == possible(before->second).range);
      CHECK(alone.possible == known.possible);
      continue;
    }
    REQUIRE(known.possible == nullptr);
    table.remember(text, possible(said.size()), room);
    if (text.size() <= 40) said.emplace(text, said.size());
  }
  CHECK(said.size() > 2000);
}

TEST_CASE("what is remembered has an end") {
  CellTable left;
  CellTable right;
  Room room{100};
  for (std::size_t i = 0; i < 200; ++i) {
    (i % 2 == 0 ? left : right).remember(std::to_string(i), possible(i), room);
  }
  std::size_t known = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    const CellTable& table = i % 2 == 0 ? left : right;
    known += table.find(std::to_string(i), 0).possible != nullptr ? 1U : 0U;
  }
  CHECK(known == 100);
}

TEST_CASE("rows that are read quickly are those that are read with care") {
  std::mt19937 draw(6);
  for (const std::string end : {"\n", "\r\n"}) {
    std::string plain = "id,calcification,pain,lesion size" + end;
    std::string quoted = plain;
    for (int i = 0; i < 20'000; ++i) {
      plain += fmt::format("p{}", i);
      quoted += fmt::format("\"p{}\"", i);
      for (std::size_t column = 0; column < 3; ++column) {
        const std::string cell = drawn_cell(draw, column);
        plain += "," + cell;
        quoted += ",\"" + cell + "\"";
      }
      plain += end;
      quoted += end;
    }
    const Tried quick = attempt(Format::csv, plain);
    const Tried careful = attempt(Format::csv, quoted);
    CHECK(quick.records == careful.records);
    REQUIRE(quick.rejects.size() == careful.rejects.size());
    CHECK(quick.rejects.size() > 1000);
    CHECK(quick.records.size() > 10'000);
    for (std::size_t i = 0; i < quick.rejects.size(); ++i) {
      CHECK(quick.rejects[i].reason == careful.rejects[i].reason);
      CHECK(quick.rejects[i].line == careful.rejects[i].line);
      CHECK(quick.rejects[i].id == careful.rejects[i].id);
    }
  }
}

}  // namespace bedside::records
