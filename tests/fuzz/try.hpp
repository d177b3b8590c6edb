// Takes what must hold of bytes; throws where it does not. And what several targets share: rule
// text as a rule set, and limits that are soon reached.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/cohort/results.hpp"
#include "interpreter/cohort/session.hpp"
#include "interpreter/proving/all_patients.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::fuzz {

/// The breach of a promise, found in whatever bytes were tried.
void hold(bool holds, std::string_view promise);

/// A rule set of one text, which can `use "other.bedside"` and, in a circle, itself.
meaning::Loaded loaded(std::string_view text);
/// The same for those who read by themselves.
meaning::ReadFile other_files(std::string_view text);

/// Holds a session to the evaluator, of one record.
void engines_agree(const cohort::Prepared& prepared, cohort::Session& session,
                   const evaluate::Record& record);

/// Half a second for proofs, and few nodes: enough to come by every path.
proving::Limits small_limits();

}  // namespace bedside::fuzz
