// Takes the lines of a receipt behind its first one; gives what of the whole is as it was written,
// and comes out the same.
#include "interpreter/receipts/whole.hpp"

#include <fmt/format.h>

namespace bedside::receipts {

namespace {

std::string answers(std::uint64_t count) {
  return fmt::format("{} answer{}", count, count == 1 ? "" : "s");
}

}  // namespace

Whole::Whole(std::string_view head, std::vector<std::unique_ptr<Replay>> replays)
    : replays_(std::move(replays)) {
  seal_.add(head);
}

std::optional<Unlike> Whole::take(std::string_view line) {
  ++line_;
  if (ended_) {
    if (totals_.damage.empty()) totals_.damage.emplace_back("there are lines behind its end");
    return std::nullopt;
  }
  if (const auto end = read_end(line)) {
    take_end(*end);
    return std::nullopt;
  }
  seal_.add(line);
  ++totals_.answers;
  const auto answer = read_answer(line);
  if (answer && answer->rules < replays_.size()) return judged(*answer);
  ++totals_.damaged;
  return Unlike{line_, std::nullopt, {"", "it is no line that bedside writes", "", {}}};
}

std::optional<Unlike> Whole::judged(const AnswerLine& line) {
  Replayed replayed = replays_[line.rules]->answer(line);
  if (!replayed.damage.empty()) {
    ++totals_.damaged;
  } else if (!replayed.undone.empty()) {
    ++totals_.undone;
  } else if (!replayed.differences.empty()) {
    ++totals_.different;
  } else {
    ++totals_.same;
    return std::nullopt;
  }
  return Unlike{line_, line.rules, std::move(replayed)};
}

void Whole::take_end(const SealedEnd& end) {
  ended_ = true;
  totals_.time = end.end.time;
  totals_.rejected = end.end.rejected;
  if (end.end.answers != totals_.answers) {
    totals_.damage.push_back(
        fmt::format("it should hold {}, and holds {}", answers(end.end.answers), totals_.answers));
  }
  seal_.add(end.sealed);
  if (seal_.text() == end.sha256) return;
  totals_.damage.emplace_back("its last line does not fit all that stands before it");
}

Totals Whole::finish() {
  if (!ended_) {
    totals_.damage.push_back(
        fmt::format("its end is missing, behind {}", answers(totals_.answers)));
  }
  return std::move(totals_);
}

}  // namespace bedside::receipts
