// Takes a rule set that can be evaluated; gives what is left over in it, not shown by an example,
// or better said in another way: what is seen without looking at all patients.
#pragma once

#include "lang/meaning/load.hpp"
#include "lang/text/message.hpp"

namespace bedside::proving {

/// In no order. A file that is only for others to use concludes nothing: what it declares is not
/// called unused.
text::Messages plain_checks(const meaning::Loaded& loaded);

}  // namespace bedside::proving
