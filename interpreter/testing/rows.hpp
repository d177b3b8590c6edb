// Takes new patients; gives them as a table of examples in the language, with what the rules say.
#pragma once

#include <string>

#include "interpreter/testing/generate.hpp"
#include "lang/text/source.hpp"

namespace bedside::testing {

/// An `examples` statement: before each row a comment that says what it shows, after the last one
/// comments on what was not found. Empty where nothing is missing. `name`: a name that no other
/// examples have.
std::string examples_table(const Plan& plan, const Coverage& coverage, const Generated& generated,
                           const text::Sources& sources, const std::string& name);

}  // namespace bedside::testing
