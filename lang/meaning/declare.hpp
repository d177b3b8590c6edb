// Takes the trees of all files; gives what they declare, and the names for it.
// Inside this room only.
#pragma once

#include <vector>

#include "lang/meaning/lowering.hpp"
#include "lang/syntax/parse.hpp"

namespace bedside::meaning {

struct Declared {
  RuleSet rules;
  Names names;
  std::vector<DefinitionText> definitions;
};

/// Findings are complete afterwards; of everything else the names, levels and places are known.
Declared declare(const std::vector<syntax::Parsed>& files, const text::Sources& sources,
                 text::Messages& messages);

}  // namespace bedside::meaning
