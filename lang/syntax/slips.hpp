// Takes the place where the grammar stopped; gives the message for a slip that people often make.
#pragma once

#include <optional>

#include "lang/syntax/split.hpp"

namespace bedside::syntax {

/// `greater then 30`, `between 10 to 30`, a parenthesis that is not closed, quotes forgotten round
/// a text: what was meant, as a fix. None where it is none of these.
std::optional<text::Message> known_slip(const Stop& stop, const PartText& part,
                                        const StatementText& statement, std::string_view text);

/// Where the type or the list of values begins in `erythema yes or no`, a head whose colon is
/// missing; none where that cannot be seen.
std::optional<std::size_t> end_of_name(std::string_view head);

}  // namespace bedside::syntax
