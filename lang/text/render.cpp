// Takes a message and its sources; gives the lines that a person reads in a terminal.
#include "lang/text/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::text {

namespace {

// A line longer than this is shown in part, around the place that matters.
constexpr std::size_t longest_line = 120;

std::size_t width_of(char32_t code) {
  if ((code >= 0x300 && code <= 0x36F) || is_invisible(code) || is_direction_control(code))
    return 0;
  const bool wide = (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
                    (code >= 0x1F300 && code <= 0x1FAFF);
  return wide ? 2 : 1;
}

std::string harmless_breaks(std::string_view text) {
  std::string blanks(text);
  std::replace_if(
      blanks.begin(), blanks.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; },
      ' ');
  return blanks;
}

// What would move the cursor or turn the text is shown as a mark; a tab as one blank.
std::string harmless(std::string_view text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = character_at(text, i);
    if (!c) {
      shown += "\uFFFD";
      ++i;
      continue;
    }
    if (c->code == '\t') {
      shown += ' ';
    } else if (c->code < 0x20 || c->code == 0x7F || is_direction_control(c->code) ||
               is_invisible(c->code)) {
      shown += "\uFFFD";
    } else {
      shown += text.substr(i, c->size);
    }
    i += c->size;
  }
  return shown;
}

// Words that were quoted from several lines, on one.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : harmless_breaks(text)) {
    if (c == ' ' && line.ends_with(' ')) continue;
    line += c;
  }
  return harmless(line);
}

std::size_t whole_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return at;
}

struct Excerpt {
  std::string line;
  std::size_t indent = 0;
  std::size_t length = 1;
};

Excerpt excerpt(const Span& span, const Source& source) {
  const Place place = source.place(span);
  const std::string_view line = source.line(place.line);
  const auto line_begin = static_cast<std::size_t>(line.data() - source.content().data());
  const std::size_t begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  const std::size_t end = std::clamp<std::size_t>(span.end - line_begin, begin, line.size());
  std::size_t from = 0;
  std::size_t to = line.size();
  std::string before;
  std::string after;
  if (line.size() > longest_line) {
    from = begin > longest_line / 2 ? whole_character(line, begin - longest_line / 2) : 0;
    to = whole_character(line, std::min(line.size(), from + longest_line));
    if (from > 0) before = "…";
    if (to < line.size()) after = "…";
  }
  const std::size_t marked_end = std::min(end, to);
  Excerpt found;
  found.line = before + harmless(line.substr(from, to - from)) + after;
  found.indent = display_width(before) + display_width(harmless(line.substr(from, begin - from)));
  found.length =
      std::max<std::size_t>(1, display_width(harmless(line.substr(begin, marked_end - begin))));
  return found;
}

std::string snippet(const Span& span, const std::string& label, const Sources& sources,
                    const Style& style, Severity severity, bool main) {
  const Source& source = sources.of(span);
  const std::uint32_t line = source.place(span).line;
  const std::string number = fmt::format("{:>5}", line);
  const Excerpt part = excerpt(span, source);
  const std::string marks(part.length, main ? '^' : '-');
  const std::string under = label.empty() ? marks : fmt::format("{} {}", marks, label);
  const std::string coloured = main ? style.by_severity(severity, under) : style.blue(under);
  return fmt::format("{} {} {}\n{} {} {}{}\n", style.blue(number), style.blue("|"), part.line,
                     std::string(5, ' '), style.blue("|"), std::string(part.indent, ' '), coloured);
}

}  // namespace

std::string Style::dressed(std::string_view code, std::string_view text) const {
  if (!colour_) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code, text);
}

std::string Style::by_severity(Severity severity, std::string_view text) const {
  switch (severity) {
    case Severity::error:
      return red(text);
    case Severity::warning:
      return yellow(text);
    case Severity::note:
      return blue(text);
  }
  return std::string(text);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++width;
      ++i;
      continue;
    }
    const auto c = character_at(text, i);
    width += c ? width_of(c->code) : 1;
    i += c ? c->size : 1;
  }
  return width;
}

std::string place_text(const Span& span, const Sources& sources) {
  const Source& source = sources.of(span);
  const Place place = source.place(span);
  return fmt::format("{}:{}:{}", source.path(), place.line, place.column);
}

std::string render(const Message& message, const Sources& sources, const Style& style) {
  const Entry& kind = entry(message.code);
  const std::string head = fmt::format("{}[{}]", severity_name(kind.severity), kind.name);
  std::string text =
      fmt::format("{}: {}\n", style.by_severity(kind.severity, head), on_one_line(message.text));
  text += fmt::format("  {} {}\n", style.blue("-->"), place_text(message.span, sources));
  text += snippet(message.span, on_one_line(message.label), sources, style, kind.severity, true);
  for (const Related& related : message.related) {
    text += fmt::format("  {} {}\n", style.blue("..."), place_text(related.span, sources));
    text += snippet(related.span, on_one_line(related.text), sources, style, kind.severity, false);
  }
  if (!message.witness.empty()) text += fmt::format("  shown by: {}\n", message.witness);
  for (const Fix& fix : message.fixes) {
    text += fmt::format("  {} {}\n", style.green("fix:"), on_one_line(fix.title));
  }
  return text;
}

}  // namespace bedside::text
