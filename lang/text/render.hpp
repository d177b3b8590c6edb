// Takes a message and its sources; gives the lines that a person reads in a terminal.
#pragma once

#include <string>
#include <string_view>

#include "lang/text/excerpt.hpp"
#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::text {

/// How text is dressed: with ANSI colours or without; or plain, for screen readers: no colours, and
/// words in place of marks that draw something.
class Style {
 public:
  explicit Style(bool colour = false, bool plain = false)
      : colour_(colour && !plain), plain_(plain) {}

  bool plain() const { return plain_; }

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
  bool plain_;
};

/// The message with the line it is about, carets under the narrowest part, a label on each side,
/// and its fixes with the line as it reads after each. Ends with a line end.
std::string render(const Message& message, const Sources& sources, const Style& style);

/// "x.bedside:12:5"
std::string place_text(const Span& span, const Sources& sources);

}  // namespace bedside::text
