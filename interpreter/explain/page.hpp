// Takes one patient's result; gives the page that a person reads.
#pragma once

#include <string>

#include "interpreter/explain/reasons.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/render.hpp"
#include "lang/text/source.hpp"

namespace bedside::explain {

/// Outcome and status first, then why, what is still open and what to record next, then the advice.
/// `width`: the columns that lines may take. `more`: sections for the end of the page. Ends with a
/// line end.
std::string page(const Case& of, const text::Sources& sources, const std::string& guideline,
                 const text::Style& style, std::size_t width, std::string_view more = "");

using meaning::citation_text;
using meaning::status_name;

/// What the rule still waits for, by name.
std::vector<std::string> needs(const Case& of, meaning::RuleId rule);

/// The file and line of a rule, as "x.bedside:12".
std::string rule_place(const meaning::Rule& rule, const text::Sources& sources);

/// The line that stands where people read results.
extern const char* const not_a_device;

}  // namespace bedside::explain
