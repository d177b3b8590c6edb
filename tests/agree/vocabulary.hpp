// Takes a draw; gives random findings, assessments and advice: the names that rules can use.
#pragma once

#include "tests/agree/draw.hpp"
#include "tests/agree/model.hpp"

namespace bedside::agree {

/// 2 to 6 findings whose domains multiply to at most `max_patients`.
std::vector<Finding> random_findings(Draw& draw, std::size_t max_patients);

std::vector<Assessment> random_assessments(Draw& draw);

std::vector<std::string> random_advice(Draw& draw);

std::string definition_name(std::size_t place);
std::string number_name(std::size_t place);
std::string score_name(std::size_t place);

bool is_number(const Finding& finding);

/// A whole number without a unit: what numbers may be computed from.
bool is_plain(const Finding& finding);

}  // namespace bedside::agree
