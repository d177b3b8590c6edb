// Takes what examples show of rule sets; gives it as a tracefile of lcov (its form: geninfo(1)).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "interpreter/commands/write_coverage.hpp"

namespace bedside::commands {

namespace {

using testing::GoalState;

struct Line {
  std::optional<std::size_t> fires;  ///< of a rule that stands here: how often it fires
  std::size_t most = 0;
  std::vector<std::size_t> goals;  ///< how often each was shown
};

using Lines = std::map<std::uint32_t, Line>;

void add(const testing::ReportedGoal& goal, const text::Sources& sources,
         std::map<std::string, Lines>& files) {
  if (goal.state == GoalState::impossible) return;
  const text::Source& source = sources.of(goal.span);
  Line& line = files[source.path()][source.place(goal.span).line];
  const std::size_t count = goal.state == GoalState::reached ? goal.count : 0;
  line.most = std::max(line.most, count);
  line.goals.push_back(count);
  if (goal.measure == testing::Measure::rules && goal.text == "fires") {
    line.fires = line.fires.value_or(0) + count;
  }
}

std::string section(const std::string& path, const Lines& lines) {
  std::string text = fmt::format("TN:\nSF:{}\n", path);
  std::size_t found = 0;
  std::size_t hit = 0;
  for (const auto& [number, line] : lines) {
    for (std::size_t i = 0; i < line.goals.size(); ++i) {
      text += fmt::format("BRDA:{},0,{},{}\n", number, i, line.goals[i]);
      ++found;
      hit += line.goals[i] > 0 ? 1U : 0U;
    }
  }
  text += fmt::format("BRF:{}\nBRH:{}\n", found, hit);
  std::size_t reached = 0;
  for (const auto& [number, line] : lines) {
    const std::size_t count = line.fires.value_or(line.most);
    text += fmt::format("DA:{},{}\n", number, count);
    reached += count > 0 ? 1U : 0U;
  }
  return text + fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), reached);
}

}  // namespace

std::string coverage_lcov(const std::vector<Covered>& all) {
  std::map<std::string, Lines> files;
  for (const Covered& covered : all) {
    for (const testing::ReportedGoal& goal : covered.report.goals) {
      add(goal, covered.input->loaded.sources, files);
    }
  }
  std::string text;
  for (const auto& [path, lines] : files) text += section(path, lines);
  return text;
}

}  // namespace bedside::commands
