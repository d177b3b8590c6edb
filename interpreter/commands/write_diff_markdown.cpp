// Takes what was found of two sides of a comparison; gives it as Markdown, to be pasted into a
// review.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/comparison.hpp"
#include "interpreter/commands/xml.hpp"
#include "interpreter/explain/page.hpp"

namespace bedside::commands {

namespace {

using proving::Change;

// Words of rules as they are: no mark-up, no tag, no mention of a person, no end of a table's cell.
std::string escaped(std::string_view words) {
  constexpr std::string_view marks = "\\`*_[]<>#|~&$";
  std::string made;
  for (const char c : words) {
    if (c == '\n' || c == '\r') {
      made += ' ';
    } else if (c == '@') {
      made += "&#64;";
    } else {
      if (marks.find(c) != std::string_view::npos) made += '\\';
      made += c;
    }
  }
  return made;
}

// The longest run of backticks in the words.
std::size_t ticks(std::string_view words) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : words) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// As code in a line; a path may have backticks in it.
std::string code(std::string_view words) {
  const std::string fence(ticks(words) + 1, '`');
  const std::string_view blank = fence.size() > 1 ? " " : "";
  return fmt::format("{0}{2}{1}{2}{0}", fence, words, blank);
}

// A block that anything may stand in.
std::string fenced(std::string_view words) {
  const std::string fence(std::max<std::size_t>(3, ticks(words) + 1), '`');
  return fmt::format("{}\n{}\n{}\n", fence, words, fence);
}

std::string given(const std::string& witness) {
  return witness.empty() ? "# nothing is recorded" : "given " + witness;
}

std::string regions(const Change& change, std::string_view between) {
  std::string made;
  for (const std::string& region : change.regions) {
    if (!made.empty()) made += between;
    made += escaped(region);
  }
  if (change.more_regions) made += std::string(between) + "others";
  return made;
}

std::string title(const Change& change, bool accepted) {
  std::string made = escaped(heading(change));
  if (change.partial) made += " (while findings are missing)";
  if (is_of_rules(change) && !change.partial) made += " (nothing else changes)";
  return made + (accepted ? " (accepted)" : "");
}

std::string row(const Change& change, bool accepted) {
  return fmt::format("| {} | {} | {} |\n", title(change, accepted), regions(change, "<br>or "),
                     change.share ? share_text(*change.share) : "");
}

// Between tags no mark-up is read, only HTML.
std::string details(const Change& change, const Compared& of) {
  std::string made =
      fmt::format("<details>\n<summary>{}</summary>\n\nFor example:\n\n", xml(heading(change)));
  made += fenced(given(change.witness));
  if (!change.witness_before.empty() && change.witness_before != change.witness) {
    made += "\nIn the words of the old rules:\n\n" + fenced(given(change.witness_before));
  }
  const auto& before = of.pair.before->loaded.sources;
  const auto& after = of.pair.after->loaded.sources;
  made += fmt::format("\n- before: {}\n- after: {}\n\n</details>\n\n",
                      escaped(outcome_text(change.before, change.fired_before, before)),
                      escaped(outcome_text(change.after, change.fired_after, after)));
  return made;
}

std::string vocabulary(const Compared& compared) {
  std::string made;
  for (std::size_t i = 0; i < compared.found.vocabulary.size(); ++i) {
    const proving::VocabularyChange& change = compared.found.vocabulary[i];
    made += "- " + escaped(change.text);
    if (!change.implies.empty()) made += fmt::format(" ({})", escaped(change.implies));
    made += compared.vocabulary_accepted[i] ? " (accepted)\n" : "\n";
  }
  return made.empty() ? "" : "Vocabulary:\n\n" + made + '\n';
}

std::string undecided(const proving::Differences& found) {
  if (found.undecided.empty()) return "";
  std::string made = "Not decided; old and new may differ here or not:\n\n";
  for (const std::string& each : found.undecided) made += "- " + escaped(each) + '\n';
  return made + '\n';
}

std::string of_both(const Compared& compared) {
  const proving::Differences& found = compared.found;
  std::string made = vocabulary(compared);
  if (!found.changes.empty()) {
    made += "| change | for | share of all patients |\n|---|---|---|\n";
    for (std::size_t i = 0; i < found.changes.size(); ++i) {
      made += row(found.changes[i], compared.accepted[i]);
    }
    made += '\n';
    for (const Change& change : found.changes) made += details(change, compared);
  }
  made += undecided(found);
  for (const std::string& words : {same_text(found), missing_text(found)}) {
    if (!words.empty()) made += words + "\n\n";
  }
  return made;
}

std::string sides(const Pair& pair) {
  if (pair.before == nullptr) return code(pair.after->name);
  if (pair.after == nullptr) return code(pair.before->name);
  return fmt::format("{} → {}", code(pair.before->name), code(pair.after->name));
}

}  // namespace

std::string comparison_markdown(const Comparison& comparison) {
  std::string made;
  for (const Compared& each : comparison.guidelines) {
    made += fmt::format("### {}: {}\n\n{}\n\n", escaped(each.guideline), summary(each),
                        sides(each.pair));
    if (each.in_both()) {
      made += of_both(each);
    } else {
      made += one_side_text(each) + (each.one_side_accepted ? " (accepted)\n\n" : "\n\n");
    }
  }
  return made + explain::not_a_device + '\n';
}

}  // namespace bedside::commands
