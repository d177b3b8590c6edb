// Takes what was found of two sides of a comparison; gives it for the lines of the new rules: as
// annotations of GitHub Actions, and as a SARIF log.
#include <fmt/format.h>

#include <array>

#include "interpreter/commands/comparison.hpp"
#include "interpreter/commands/sarif.hpp"
#include "interpreter/commands/write_messages.hpp"
#include "interpreter/testing/wording.hpp"

namespace bedside::commands {

namespace {

using proving::Change;
using proving::RuleThere;
using proving::VocabularyChange;

/// What may be said of a line, as SARIF's rules.
struct Kind {
  std::string_view id;
  std::string_view about;
  std::string_view level;
};
constexpr std::array kinds{
    Kind{"change", "the new rules say something else of some patients", "note"},
    Kind{"vocabulary", "the new rules declare something else", "note"},
    Kind{"undecided", "whether something changes could not be decided", "warning"},
};
constexpr std::size_t change_kind = 0;
constexpr std::size_t vocabulary_kind = 1;
constexpr std::size_t undecided_kind = 2;

struct Place {
  text::Span span;
  const text::Sources* sources = nullptr;
  std::string words;
};

/// One thing that is said, at a place.
struct Note {
  std::size_t kind = change_kind;
  std::string text;
  std::string more;  ///< what does not fit into a place of its own, in lines
  Place at;
  std::vector<Place> related;
  std::string witness;
};

// Files of the new side as they are called in the repository.
text::Sources without_prefix(const text::Sources& sources, const std::string& prefix) {
  text::Sources made;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    std::string path = sources.at(i).path();
    if (path.starts_with(prefix)) path.erase(0, prefix.size());
    made.add(std::move(path), sources.at(i).content());
  }
  return made;
}

// Where a thing of this name is declared; else where the guideline is.
text::Span declared(const meaning::Loaded& loaded, const Change& change) {
  const meaning::RuleSet& rules = loaded.rules;
  const auto found = [&](const auto& things) -> const text::Span* {
    for (const auto& thing : things) {
      if (thing.name == change.subject) return &thing.span;
    }
    return nullptr;
  };
  const text::Span* span = nullptr;
  if (change.of == Change::Of::assessment) span = found(rules.assessments);
  if (change.of == Change::Of::advice) span = found(rules.advice);
  if (change.of == Change::Of::score) span = found(rules.scores);
  if (change.rule) span = &*change.rule;
  if (span != nullptr) return *span;
  return rules.guideline ? rules.guideline->span : text::Span{};
}

/// Goes through one guideline.
class Notes {
 public:
  Notes(const Compared& of, const Comparison& all) : of_(of) {
    if (of.pair.before != nullptr) {
      // What is gone can only be shown where it was.
      const std::string prefix = of.in_both() ? "" : all.before->git_prefix;
      before_ = without_prefix(of.pair.before->loaded.sources, prefix);
    }
    if (of.pair.after != nullptr)
      after_ = without_prefix(of.pair.after->loaded.sources, all.after->git_prefix);
  }
  Notes(const Notes&) = delete;
  Notes& operator=(const Notes&) = delete;

  std::vector<Note> all() const {
    if (!of_.in_both()) return one_side();
    std::vector<Note> notes;
    for (std::size_t i = 0; i < of_.found.vocabulary.size(); ++i) {
      if (!of_.vocabulary_accepted[i]) notes.push_back(vocabulary(of_.found.vocabulary[i]));
    }
    for (std::size_t i = 0; i < of_.found.changes.size(); ++i) {
      if (!of_.accepted[i]) notes.push_back(change(of_.found.changes[i]));
    }
    for (const std::string& each : of_.found.undecided) {
      notes.push_back({undecided_kind, "Not decided: " + each, "", at_guideline(), {}, ""});
    }
    return notes;
  }

 private:
  Place at_guideline() const {
    const bool gone = of_.pair.after == nullptr;
    const auto& guideline = (gone ? of_.pair.before : of_.pair.after)->loaded.rules.guideline;
    return {guideline ? guideline->span : text::Span{}, gone ? &before_ : &after_, ""};
  }

  std::vector<Note> one_side() const {
    if (of_.one_side_accepted) return {};
    const std::string words = fmt::format("{}: {}", of_.guideline, one_side_text(of_));
    return {{vocabulary_kind, words, "", at_guideline(), {}, ""}};
  }

  Note vocabulary(const VocabularyChange& change) const {
    Note note{vocabulary_kind, change.text, change.implies, at_guideline(), {}, ""};
    if (change.after) note.at.span = *change.after;
    if (change.before) note.related.push_back({*change.before, &before_, "before"});
    return note;
  }

  Note change(const Change& change) const {
    Note note{change_kind, words(change),
              "",          {declared(of_.pair.after->loaded, change), &after_, ""},
              {},          change.witness};
    if (!change.fired_after.empty()) note.at.span = change.fired_after.front().span;
    for (const RuleThere& rule : change.fired_after) {
      note.related.push_back({rule.span, &after_, "after: " + rule.name});
    }
    if (!note.related.empty()) note.related.erase(note.related.begin());
    for (const RuleThere& rule : change.fired_before) {
      note.related.push_back({rule.span, &before_, "before: " + rule.name});
    }
    note.more = fmt::format("before: {}\nafter: {}",
                            outcome_text(change.before, change.fired_before, before_),
                            outcome_text(change.after, change.fired_after, after_));
    return note;
  }

  static std::string words(const Change& change) {
    std::string words = heading(change);
    if (change.partial) words += " while findings are missing";
    words += fmt::format(", for: {}{}", fmt::join(change.regions, "; or "),
                         change.more_regions ? "; or others" : "");
    if (change.share) words += fmt::format(" ({} of all patients)", share_text(*change.share));
    return words + ".";
  }

  const Compared& of_;
  text::Sources before_;
  text::Sources after_;
};

std::string line(const Note& note) {
  std::string words = note.text;
  if (!note.witness.empty()) words += "\nfor example: " + note.witness;
  if (!note.more.empty()) words += '\n' + note.more;
  const FilePlace where = file_place(note.at.span, *note.at.sources);
  return github_annotation("warning", where.file, where.place, kinds.at(note.kind).id, words);
}

SarifJson result(const Note& note) {
  const Kind& kind = kinds.at(note.kind);
  const std::string words = note.more.empty() ? note.text : note.text + '\n' + note.more;
  SarifJson made{
      {"ruleId", kind.id},
      {"ruleIndex", note.kind},
      {"level", kind.level},
      {"message", {{"text", words}}},
      {"locations", SarifJson::array({sarif_location(note.at.span, "", *note.at.sources)})}};
  SarifJson related = SarifJson::array();
  for (const Place& each : note.related) {
    related.push_back(sarif_location(each.span, each.words, *each.sources));
    related.back()["id"] = related.size();
  }
  if (!related.empty()) made["relatedLocations"] = std::move(related);
  if (!note.witness.empty()) made["properties"] = {{"witness", note.witness}};
  return made;
}

}  // namespace

std::string comparison_github(const Comparison& comparison) {
  std::string lines;
  for (const Compared& each : comparison.guidelines) {
    const Notes notes(each, comparison);
    for (const Note& note : notes.all()) lines += line(note);
  }
  return lines;
}

std::string comparison_sarif(const Comparison& comparison) {
  SarifJson rules = SarifJson::array();
  for (const Kind& kind : kinds) {
    rules.push_back(sarif_rule(kind.id, kind.about, "bedside help diff", kind.level));
  }
  SarifJson results = SarifJson::array();
  for (const Compared& each : comparison.guidelines) {
    const Notes notes(each, comparison);
    for (const Note& note : notes.all()) results.push_back(result(note));
  }
  return sarif_log(std::move(rules), std::move(results));
}

}  // namespace bedside::commands
