// Takes the names of a library and of a function in it; gives the function. The library is loaded
// when the first of its functions is called: most runs need none of them, and loading Z3 takes as
// long as reading a guideline.
#pragma once

#include <cstddef>

namespace bedside::proving {

/// A text that a template can take.
template <std::size_t Size>
struct Name {
  constexpr Name(const char (&from)[Size]) {  // NOLINT(google-explicit-constructor)
    for (std::size_t i = 0; i < Size; ++i) text[i] = from[i];
  }
  char text[Size] = {};
};

/// Throws where there is no such library or function.
void* late_address(const char* library, const char* function);

template <class Function, Name library, Name function>
Function late() {
  static const auto address = reinterpret_cast<Function>(late_address(library.text, function.text));
  return address;
}

}  // namespace bedside::proving

/// A declared function, as `#define fun BEDSIDE_LATE("libfun.so.1", fun)` takes it.
#define BEDSIDE_LATE(library, function) \
  (::bedside::proving::late<decltype(&::function), library, #function>())
