// Takes what was found of two sides of a comparison; gives the page that a person reads.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/comparison.hpp"
#include "interpreter/explain/page.hpp"
#include "lang/text/wrap.hpp"

namespace bedside::commands {

namespace {

using proving::Change;
using proving::VocabularyChange;

class Page {
 public:
  Page(const text::Style& style, std::size_t width) : style_(style), width_(width) {}

  void write(const Compared& compared) {
    if (!text_.empty()) text_ += text_.ends_with("\n\n") ? "----\n\n" : "\n----\n\n";
    text_ += style_.bold(compared.guideline) + '\n';
    side("old", compared.pair.before);
    side("new", compared.pair.after);
    text_ += '\n';
    if (!compared.in_both()) {
      line(one_side_text(compared) + mark(compared.one_side_accepted));
      return;
    }
    before_ = &compared.pair.before->loaded.sources;
    after_ = &compared.pair.after->loaded.sources;
    vocabulary(compared);
    changes(compared, "", "",
            [](const Change& each) { return !each.partial && !is_of_rules(each); });
    changes(compared, "Only which rules fire", "For these patients nothing else changes.",
            [](const Change& each) { return !each.partial && is_of_rules(each); });
    changes(compared, "Only while findings are missing",
            "Once everything is recorded, old and new say the same of these patients.",
            [](const Change& each) { return each.partial; });
    undecided(compared.found);
    same(compared.found);
  }

  std::string end() && {
    if (text_.empty()) return "";
    if (!text_.ends_with("\n\n")) text_ += '\n';
    return std::move(text_) + text::wrapped(explain::not_a_device, width_);
  }

 private:
  void line(std::string_view words, std::string_view first = "", std::size_t indent = 0) {
    text_ += text::wrapped(words, width_, first, indent);
  }

  void side(std::string_view which, const RuleSetInput* input) {
    if (input == nullptr) return;
    text_ += fmt::format("  {}\n", style_.dim(fmt::format("{}: {}", which, input->name)));
  }

  std::string mark(bool accepted) const { return accepted ? " " + style_.dim("(accepted)") : ""; }

  std::string place_of(const VocabularyChange& change) const {
    const auto& span = change.after ? change.after : change.before;
    if (!span) return "";
    const FilePlace where = file_place(*span, change.after ? *after_ : *before_);
    return fmt::format(" ({}:{})", where.file, where.place.line);
  }

  void vocabulary(const Compared& compared) {
    const auto& all = compared.found.vocabulary;
    if (all.empty()) return;
    text_ += style_.bold("Vocabulary") + '\n';
    for (std::size_t i = 0; i < all.size(); ++i) {
      line(all[i].text + place_of(all[i]) + mark(compared.vocabulary_accepted[i]), "  ", 4);
      if (!all[i].implies.empty()) line(all[i].implies, "    ", 4);
    }
    text_ += '\n';
  }

  template <class Is>
  void changes(const Compared& compared, std::string_view title, std::string_view about,
               const Is& is) {
    const auto& all = compared.found.changes;
    if (std::none_of(all.begin(), all.end(), is)) return;
    if (!title.empty()) {
      text_ += style_.bold(title) + '\n';
      line(about, "  ", 2);
      text_ += '\n';
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (is(all[i])) group(all[i], compared.accepted[i]);
    }
  }

  void group(const Change& change, bool accepted) {
    const std::string title = heading(change, style_.plain() ? "->" : "→");
    text_ += style_.yellow(title) + mark(accepted) + '\n';
    std::string_view lead = "  for ";
    for (const std::string& region : change.regions) {
      line(region, lead, 6);
      lead = "  or ";
    }
    if (change.more_regions) line("others, which are not listed here", lead, 6);
    if (change.share) line("share of all patients: " + share_text(*change.share), "  ", 4);
    line(witness(change.witness), "  for example: ", 4);
    if (!change.witness_before.empty() && change.witness_before != change.witness) {
      line(witness(change.witness_before), "  in the words of the old rules: ", 4);
    }
    // Without rules the two say what the heading says.
    if (!change.fired_before.empty() || !change.fired_after.empty()) {
      line(outcome_text(change.before, change.fired_before, *before_), "  before: ", 4);
      line(outcome_text(change.after, change.fired_after, *after_), "  after: ", 4);
    }
    text_ += '\n';
  }

  static std::string witness(const std::string& given) {
    return given.empty() ? "a patient of whom nothing is recorded" : given;
  }

  void undecided(const proving::Differences& found) {
    if (found.undecided.empty()) return;
    text_ += style_.bold("Not decided") + '\n';
    line("Here old and new may differ or not; it was neither found nor excluded.", "  ", 2);
    for (const std::string& each : found.undecided) line(each, "  - ", 4);
    text_ += '\n';
  }

  void same(const proving::Differences& found) {
    if (const std::string words = same_text(found); !words.empty()) {
      text_ += style_.green(words) + '\n';
    }
    if (const std::string words = missing_text(found); !words.empty()) line(words);
  }

  const text::Style& style_;
  std::size_t width_;
  const text::Sources* before_ = nullptr;
  const text::Sources* after_ = nullptr;
  std::string text_;
};

}  // namespace

std::string comparison_text(const Comparison& comparison, const text::Style& style,
                            std::size_t width, bool quiet) {
  Page page(style, width);
  for (const Compared& each : comparison.guidelines) {
    const bool well = each.same() || (comparison.expects && each.all_accepted());
    if (!quiet || !well) page.write(each);
  }
  return std::move(page).end();
}

}  // namespace bedside::commands
