// Takes messages about text that could not be read; gives them completed by what names tell.
#pragma once

#include "lang/meaning/names.hpp"
#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::meaning {

/// `if pain benign`: the grammar sees that `then` is missing, the names say that it belongs before
/// `benign`.
void complete_messages(text::Messages& messages, const Names& names, const text::Sources& sources);

}  // namespace bedside::meaning
