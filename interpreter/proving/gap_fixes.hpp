// Takes a gap; gives the ways to mend it that can be written down: a bound moved, or a rule for the
// missing band. For this room alone.
#pragma once

#include <vector>

#include "interpreter/proving/symbolic.hpp"
#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// `region`: patients without a value for the assessment; `beside`: rules that fire right beside
/// it. None of them is sure: which level is right for these patients, only a person knows.
std::vector<text::Fix> gap_fixes(Symbolic& symbolic, const meaning::Loaded& loaded,
                                 meaning::AssessmentId assessment, const proofs::Box& region,
                                 const std::vector<meaning::RuleId>& beside);

}  // namespace bedside::proving
