// Takes what the fuzz targets share; gives it in one place.
#include "tests/fuzz/try.hpp"

#include <chrono>
#include <stdexcept>

#include "tests/fuzz/targets.hpp"

namespace bedside::fuzz {

namespace {

constexpr const char* path = "x.bedside";

constexpr Target all[] = {
    {"diff", diff}, {"format", format}, {"records", records}, {"repl", repl}, {"rules", rules}};

}  // namespace

std::span<const Target> targets() { return all; }

void hold(bool holds, std::string_view promise) {
  if (!holds) throw std::logic_error(std::string(promise));
}

void engines_agree(const cohort::Prepared& prepared, cohort::Session& session,
                   const evaluate::Record& record) {
  std::string slow;
  std::string fast;
  cohort::assess_one(prepared, record, slow);
  const auto& row = session.assess(record, cohort::Wanted::everything);
  prepared.write(record, cohort::to_evaluation(session, row), fast);
  hold(slow == fast, "the engines agree");
}

meaning::ReadFile other_files(std::string_view text) {
  return [text](const std::string& wanted) -> meaning::UsedFile {
    if (wanted == path) return {std::string(text)};
    if (wanted == "other.bedside") return {"finding fever: yes or no\ndefine hot: fever\n"};
    return {};
  };
}

meaning::Loaded loaded(std::string_view text) {
  return meaning::load({{path, std::string(text)}}, other_files(text));
}

proving::Limits small_limits() {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::milliseconds(500);
  proving::Limits limits;
  limits.is_spent = [end] { return Clock::now() >= end; };
  limits.seconds_left = [end] { return std::chrono::duration<double>(end - Clock::now()).count(); };
  limits.nodes = 20'000;
  limits.nodes_at_once = 5'000;
  return limits;
}

}  // namespace bedside::fuzz
