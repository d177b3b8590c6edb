// Takes a list of accepted changes; gives which of the changes found it accepts, and such a list of
// those found.
#include "interpreter/commands/expected_changes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

using proving::Change;

namespace {

constexpr std::string_view while_missing = " (while findings are missing)";
constexpr std::string_view arrow = "→";
constexpr std::string_view plain_arrow = "->";
constexpr std::string_view of_guideline = "guideline \"";

// One form for what may be written in several: plain arrows, single blanks, no comment.
std::string plain(std::string_view line) {
  std::string made;
  bool blank = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r' || line[i] == '\n') {
      blank = !made.empty();
      continue;
    }
    if (line[i] == '#' && (blank || made.empty())) break;
    if (blank) made += ' ';
    blank = false;
    if (line.substr(i).starts_with(arrow)) {
      made += plain_arrow;
      i += arrow.size() - 1;
    } else {
      made += line[i];
    }
  }
  return made;
}

std::string key(const Change& change) {
  return plain(heading(change, plain_arrow)) +
         std::string(change.partial ? while_missing : std::string_view());
}

std::string key(const Change& change, const std::string& region) {
  return fmt::format("{} when {}", key(change), plain(region));
}

std::string key(const proving::VocabularyChange& change) {
  return plain("vocabulary: " + change.text);
}

std::string one_side_key(const Compared& compared) {
  return plain((compared.pair.before == nullptr ? "added: " : "removed: ") + compared.guideline);
}

bool may_be_one(const std::string& line) {
  if (line.find(fmt::format(" {} ", plain_arrow)) != std::string::npos) {
    return line.find(':') != std::string::npos;
  }
  return line.starts_with("vocabulary: ") || line.starts_with("added: ") ||
         line.starts_with("removed: ");
}

}  // namespace

Result<ExpectedChanges> ExpectedChanges::read(const std::string& path) {
  auto content = read_file(path);
  if (const auto* problem = std::get_if<Problem>(&content)) return *problem;
  ExpectedChanges made;
  made.path_ = path == "-" ? "standard input" : path;
  std::string_view rest = std::get<std::string>(content);
  std::string guideline;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::string words = plain(line);
    if (words.empty()) continue;
    if (words.starts_with(of_guideline) && words.ends_with('"')) {
      guideline = words.substr(of_guideline.size(), words.size() - of_guideline.size() - 1);
    } else if (may_be_one(words)) {
      made.lines_.push_back({words, guideline, number});
    } else {
      return Problem{
          fmt::format("{}:{}: `{}` is no accepted change; one reads `outlook: benign -> "
                      "caution`.",
                      made.path_, number, shown(words))};
    }
  }
  return made;
}

bool ExpectedChanges::has(const std::string& words, const std::string& guideline) {
  bool found = false;
  for (Line& line : lines_) {
    const bool is_of = line.guideline.empty() || line.guideline == plain(guideline);
    if (!is_of || line.words != words) continue;
    line.used = true;
    found = true;
  }
  return found;
}

bool ExpectedChanges::accepts(const Change& change, const std::string& guideline) {
  bool accepted = !change.regions.empty() && !change.more_regions;
  for (const std::string& region : change.regions) {
    accepted = has(key(change, region), guideline) && accepted;
  }
  return has(key(change), guideline) || accepted;
}

void ExpectedChanges::judge(Comparison& comparison) {
  comparison.expects = true;
  for (Compared& each : comparison.guidelines) {
    if (!each.in_both()) {
      each.one_side_accepted = has(one_side_key(each), each.guideline);
      continue;
    }
    for (std::size_t i = 0; i < each.found.changes.size(); ++i) {
      each.accepted[i] = accepts(each.found.changes[i], each.guideline);
    }
    for (std::size_t i = 0; i < each.found.vocabulary.size(); ++i) {
      each.vocabulary_accepted[i] = has(key(each.found.vocabulary[i]), each.guideline);
    }
  }
}

std::vector<std::string> ExpectedChanges::stale() const {
  std::vector<std::string> all;
  for (const Line& line : lines_) {
    if (!line.used) all.push_back(fmt::format("{}:{}: {}", path_, line.number, line.words));
  }
  return all;
}

std::string expected_list(const Comparison& comparison) {
  std::string list;
  std::string one_sided;
  for (const Compared& each : comparison.guidelines) {
    if (!each.in_both()) {
      one_sided += one_side_key(each) + '\n';
      continue;
    }
    std::string lines;
    for (const auto& change : each.found.vocabulary) lines += key(change) + '\n';
    for (const Change& change : each.found.changes) {
      const bool all_listed = !change.regions.empty() && !change.more_regions;
      if (!all_listed) lines += key(change) + '\n';
      for (const std::string& region : change.regions) {
        if (all_listed) lines += key(change, region) + '\n';
      }
    }
    const bool one = comparison.guidelines.size() == 1;
    if (!one && !lines.empty()) list += fmt::format("{}{}\"\n", of_guideline, each.guideline);
    list += lines;
  }
  return one_sided + list;
}

}  // namespace bedside::commands
