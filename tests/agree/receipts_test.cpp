// Takes random rule sets and records; holds receipts to what they are for: what was written comes
// out the same again, and no change of a single character goes unseen.
#include <fmt/format.h>

#include "interpreter/receipts/whole.hpp"
#include "tests/agree/all_patients.hpp"
#include "tests/agree/generate.hpp"
#include "tests/agree/shrink.hpp"
#include "tests/agree/write.hpp"
#include "tests/catch.hpp"

namespace bedside::agree {

namespace {

evaluate::Record record_for(Draw& draw, const Model& model, const meaning::Loaded& rules) {
  const std::string text = write_record(draw, model, random_record(draw, model));
  evaluate::Record record = evaluate::empty_record(rules.rules);
  record.id = fmt::format("p{}", draw.below(100));
  meaning::FactReader reader(rules);
  for (const meaning::Fact& fact : reader.facts("given", text).facts) {
    evaluate::narrow(record, rules.rules, fact);
  }
  return record;
}

std::vector<std::string> receipt_of(Draw& draw, const Model& model, const meaning::Loaded& rules) {
  const receipts::KeptRules kept = receipts::kept(rules, "G");
  const cohort::Prepared prepared(rules, kept.guideline, cohort::Form::ndjson);
  std::vector<std::string> lines{receipts::head_line({"1.0", {kept}})};
  receipts::Sha256 before;
  before.add(lines.front());
  const std::size_t count = draw.between(1, 4);
  for (std::size_t i = 0; i < count; ++i) {
    const evaluate::Record record = record_for(draw, model, rules);
    std::string result;
    cohort::assess_one(prepared, record, result);
    result.pop_back();
    lines.emplace_back();
    receipts::add_answer_line(0, rules.rules, record, result, lines.back());
    before.add(lines.back());
  }
  lines.push_back(receipts::end_line({count, 0, "2026-11-27T07:10:52Z"}, before));
  return lines;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

/// Whether it is as it was written, and comes out the same.
bool is_same(const std::vector<std::string>& lines) {
  if (lines.empty()) return false;
  const auto head = receipts::read_head(lines.front());
  if (!std::holds_alternative<receipts::Head>(head)) return false;
  const receipts::KeptRules& kept = std::get<receipts::Head>(head).rules.front();
  const meaning::Loaded rules = receipts::load_kept(kept);
  if (!rules.usable() || !receipts::unfitting(kept, rules).empty()) return false;
  std::vector<std::unique_ptr<receipts::Replay>> replays;
  replays.push_back(std::make_unique<receipts::Replay>(rules, kept.guideline, false));
  receipts::Whole whole(lines.front(), std::move(replays));
  for (std::size_t i = 1; i < lines.size(); ++i) whole.take(lines[i]);
  return whole.finish().is_same();
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

/// Another text: a character that is another one, more or less, a piece that is lost, lines that
/// are swapped or there twice.
std::string changed(Draw& draw, const std::vector<std::string>& lines) {
  std::vector<std::string> all = lines;
  const std::size_t one = draw.below(all.size());
  switch (draw.below(8)) {
    case 0:
      std::swap(all[one], all[draw.below(all.size())]);
      return joined(all);
    case 1:
      all.insert(all.begin() + static_cast<std::ptrdiff_t>(one), lines[draw.below(lines.size())]);
      return joined(all);
    case 2:
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(one));
      return joined(all);
    default:
      break;
  }
  std::string text = joined(all);
  const std::size_t at = draw.below(text.size());
  switch (draw.below(5)) {
    case 0:
      return text.substr(0, at);
    case 1:
      return text.erase(at, draw.between(1, 20));
    case 2:
      return text.insert(at, 1, static_cast<char>(draw.below(256)));
    default:
      text[at] = static_cast<char>(static_cast<unsigned>(text[at]) ^ (1U << draw.below(8)));
      return text;
  }
}

}  // namespace

TEST_CASE("receipts: what was written comes out the same, and nothing else is taken for it") {
  const auto cases = wanted_cases(150);
  const auto seed = wanted_seed();
  std::size_t changes = 0;
  for (std::size_t number = 0; number < cases; ++number) {
    Draw draw(seed + number);
    const Model model = random_model(draw, Taste{});
    const std::string text = write_model(draw, model);
    const meaning::Loaded rules = load_text(text);
    const auto lines = receipt_of(draw, model, rules);
    CAPTURE(seed + number, joined(lines));
    REQUIRE(is_same(lines));
    REQUIRE(is_same(lines_of(joined(lines))));
    for (std::size_t i = 0; i < 20; ++i) {
      const std::string other = changed(draw, lines);
      if (other == joined(lines)) continue;
      CAPTURE(other);
      REQUIRE_FALSE(is_same(lines_of(other)));
      ++changes;
    }
  }
  CHECK(changes > cases * 15);
}

TEST_CASE("sha256: the figures of its standard") {
  CHECK(receipts::sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(receipts::sha256("abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  receipts::Sha256 little;
  for (std::size_t i = 0; i < 1000; ++i) little.add(std::string(1000, 'a'));
  CHECK(little.text() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  CHECK(little.copy().text() == little.text());
}

}  // namespace bedside::agree
