// Takes a rule set and something to be shown; gives a patient who shows it, or a proof that there
// is none.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "interpreter/testing/cells.hpp"
#include "interpreter/testing/coverage.hpp"
#include "interpreter/testing/goals.hpp"

namespace bedside::testing {

/// A patient who shows it; else whether it is proved that none does.
struct Found {
  std::optional<evaluate::Record> record;
  bool impossible = false;
};

/// Goes down from the patient of whom nothing is recorded, one finding after the other, and turns
/// back as soon as the evaluation says that what is sought cannot come any more. So what it finds
/// is what the evaluator says; and where it has tried all values that the rules tell apart, nothing
/// is there to be found.
class Search {
 public:
  /// `plan` must outlive it. `seen`: what examples show already, to prefer values that they lack.
  Search(const Plan& plan, std::vector<Sighting> seen);

  /// By position in Plan::shown. The same answer each time.
  const Found& find(std::size_t shown);

 private:
  struct Attempt;

  bool descend(Attempt& attempt);
  std::vector<meaning::FindingId> next(const Attempt& attempt,
                                       const evaluate::Evaluation& evaluation) const;
  static bool is_narrowed(const Attempt& attempt, meaning::FindingId id);
  int rank(const Attempt& attempt, meaning::FindingId id, const meaning::Possible& value) const;
  std::vector<meaning::Possible> choices(const Attempt& attempt, meaning::FindingId id) const;
  bool may_prove(const Attempt& attempt) const;

  const Plan& plan_;
  std::vector<Sighting> seen_;
  std::vector<Cells> cells_;
  std::vector<std::vector<std::size_t>> sides_;  ///< by FindingId: the sides of its thresholds
  std::map<std::size_t, Found> known_;
  std::size_t work_left_;
};

/// Looks for patients who show what examples do not; marks the goals that no patient can reach.
void mark_impossible(const Plan& plan, Search& search, Coverage& coverage);

}  // namespace bedside::testing
