// Takes the place where the grammar stopped; gives the message for a person.
#pragma once

#include "lang/syntax/raw.hpp"
#include "lang/syntax/split.hpp"

namespace bedside::syntax {

/// What was seen there, what was expected, and a fix where one is plain.
text::Message explain_stop(const Stop& stop, const PartText& part, const StatementText& statement,
                           std::string_view text);

}  // namespace bedside::syntax
