// Takes a message and its sources; gives the lines that a person reads in a terminal.
#pragma once

#include <string>
#include <string_view>

#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::text {

/// How text is dressed: with ANSI colours or without.
class Style {
 public:
  explicit Style(bool colour = false) : colour_(colour) {}

  std::string bold(std::string_view text) const { return dressed("1", text); }
  std::string dim(std::string_view text) const { return dressed("2", text); }
  std::string red(std::string_view text) const { return dressed("1;31", text); }
  std::string yellow(std::string_view text) const { return dressed("1;33", text); }
  std::string green(std::string_view text) const { return dressed("1;32", text); }
  std::string blue(std::string_view text) const { return dressed("1;34", text); }
  std::string by_severity(Severity severity, std::string_view text) const;

 private:
  std::string dressed(std::string_view code, std::string_view text) const;

  bool colour_;
};

/// The message with the line it is about, carets under the narrowest part, a label on each side,
/// and its fixes. Ends with a line end.
std::string render(const Message& message, const Sources& sources, const Style& style);

/// "x.bedside:12:5"
std::string place_text(const Span& span, const Sources& sources);

/// How many columns a terminal needs for the text: wide (East Asian) characters count two, marks
/// none.
std::size_t display_width(std::string_view text);

}  // namespace bedside::text
