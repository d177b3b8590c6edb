// Takes what must hold; gives an error of the program itself where it does not.
#pragma once

#include <stdexcept>

namespace bedside::text {

/// Stops where the program is wrong; `what` says what must hold. Never about a rule or a record.
inline void invariant(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

}  // namespace bedside::text
