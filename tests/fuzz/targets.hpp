// Takes any bytes; runs them through one part of Bedside, and throws where it breaks its word. What
// crashes, hangs or leaks there is for a sanitizer to tell.
#pragma once

#include <span>
#include <string_view>

namespace bedside::fuzz {

/// Rule text: loaded, rendered with its fixes; where it has no errors, assessed and checked.
void rules(std::string_view bytes);
/// Rule text that can be read: its formatted twin says the same, and formats to itself.
void format(std::string_view bytes);
/// A letter for the format, then patients: read whole and in portions alike, and written back.
void records(std::string_view bytes);
/// A letter for the kind of terminal, then what is typed.
void repl(std::string_view bytes);
/// Two rule texts with a line `---` between them, or one and its formatted twin, compared.
void diff(std::string_view bytes);

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

/// All of them, by name.
std::span<const Target> targets();

}  // namespace bedside::fuzz
