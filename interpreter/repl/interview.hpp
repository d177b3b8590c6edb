// Takes answers of a person, one line each; gives questions, and the outcome as soon as nothing
// that could be asked matters any more. No I/O.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "interpreter/repl/next_question.hpp"
#include "interpreter/repl/spoken.hpp"
#include "lang/text/render.hpp"

namespace bedside::repl {

/// How a conversation is shown.
struct Look {
  std::string guideline;  ///< its name, or what the rule set is called
  text::Style style;
  std::size_t width = 100;
};

/// Asks about one patient.
///
///     Interview interview(loaded, evaluate::empty_record(loaded.rules), look);
///     while (!interview.over()) {
///       show(interview.question());
///       show(interview.answer(next_line()));
///     }
///     show(interview.outcome());
class Interview {
 public:
  /// `loaded` (usable) must outlive it. `start` is what is known already.
  Interview(const meaning::Loaded& loaded, evaluate::Record start, Look look);

  /// The question that is open, as one line; empty where there is none.
  std::string question() const;
  /// The finding that it is about.
  std::optional<meaning::FindingId> asked() const { return stopped_ ? std::nullopt : asked_; }
  /// Takes an answer, or one of `?`, `skip`, `back` and `stop`; what there is to say about it.
  std::string answer(std::string_view line);
  /// Ends before all is asked.
  void stop() { stopped_ = true; }
  bool over() const { return stopped_ || !asked_; }

  /// The page of the outcome, and how many questions were asked and spared.
  std::string outcome() const;
  const evaluate::Record& record() const { return record_; }
  /// The names of values that can be answered now, for completion.
  std::vector<std::string> possible_answers() const;
  /// How often an answer was not understood.
  std::size_t misunderstood() const { return misunderstood_; }

 private:
  struct Turn {
    meaning::FindingId asked;
    evaluate::Record before;
    bool skipped = false;
  };

  void settle();
  std::string take(const std::vector<meaning::Fact>& facts);
  std::string skip();
  std::string back();
  std::string explain() const;
  std::string counts() const;
  std::string sure_ends() const;
  const meaning::RuleSet& rules() const { return loaded_.rules; }

  const meaning::Loaded& loaded_;
  Look look_;
  Questions questions_;
  Spoken spoken_;
  evaluate::Record record_;
  evaluate::Evaluation evaluation_;
  std::set<meaning::FindingId> skipped_;
  std::vector<Turn> turns_;
  std::vector<meaning::FindingId> might_be_asked_;  // at the start
  std::vector<meaning::FindingId> mattering_;       // now
  std::optional<meaning::FindingId> asked_;
  bool stopped_ = false;
  std::size_t misunderstood_ = 0;
};

/// The question for a finding, with what can be answered: "Is the hand swollen? (yes or no)".
std::string question_text(const meaning::Loaded& loaded, meaning::FindingId finding,
                          const text::Style& style);

/// What waits for a finding: undecided rules by name and place, band lists, whether the guideline
/// applies.
std::vector<std::string> waiting_for(const meaning::Loaded& loaded, const evaluate::Record& record,
                                     const evaluate::Evaluation& evaluation,
                                     meaning::FindingId finding);

}  // namespace bedside::repl
