// Takes a rule text; gives it in the one layout of the language (docs/formatting.md).
#pragma once

#include <string>

#include "lang/syntax/parse.hpp"
#include "lang/text/source.hpp"

namespace bedside::format {

/// The text in the one layout: only blanks, line ends and bars at the beginning of a band list
/// change. The text must have been read without an error.
std::string format(const syntax::Parsed& parsed, const text::Source& source);

}  // namespace bedside::format
