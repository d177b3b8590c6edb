// Takes a message and its sources; gives the lines that a person reads in a terminal.
#include "lang/text/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/text/edits.hpp"

namespace bedside::text {

namespace {

// A place of more lines than this is shown by its first lines and its last.
constexpr std::uint32_t most_lines = 4;

constexpr std::size_t longest_quoted = 60;

/// A place to show, and the words for it.
struct Mark {
  Span span;
  std::string words;
  bool main = false;
};

std::vector<Mark> marks_of(const Message& message) {
  std::vector<Mark> marks{{message.span, on_one_line(message.label), true}};
  for (const Related& related : message.related) {
    marks.push_back({related.span, on_one_line(related.text), false});
  }
  return marks;
}

/// One source's line that a span touches, and the bytes of it that are marked.
struct Touched {
  std::uint32_t number = 1;
  std::string_view line;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The lines of a span, each from its first character that is no blank.
std::vector<Touched> touched(const Span& span, const Source& source) {
  std::vector<Touched> lines;
  const std::uint32_t first = source.line_of(span.begin);
  const std::uint32_t last =
      span.end > span.begin ? source.line_of(span.end - 1) : source.line_of(span.end);
  for (std::uint32_t number = first; number <= last; ++number) {
    const std::string_view line = source.line(number);
    const auto start = static_cast<std::size_t>(line.data() - source.content().data());
    std::size_t begin = number == first ? span.begin - start : line.find_first_not_of(" \t");
    begin = std::min(begin, line.size());
    const std::size_t end = number == last ? std::min(span.end - start, line.size()) : line.size();
    if (begin < end || first == last) lines.push_back({number, line, begin, std::max(begin, end)});
  }
  return lines;
}

/// Writes the source's lines with the marks below them.
class Drawing {
 public:
  Drawing(const Sources& sources, const Style& style, Severity severity)
      : sources_(sources), style_(style), severity_(severity) {}

  std::string draw(const std::vector<Mark>& marks) {
    for (const Mark& mark : marks) {
      if (is_on_main_line(mark, marks.front())) continue;
      place(mark);
      show(mark);
      if (!mark.main) continue;
      for (const Mark& other : marks) {
        if (is_on_main_line(other, mark))
          below(other, touched(other.span, sources_.of(other.span)));
      }
    }
    return std::move(text_);
  }

 private:
  // Two places in one line share that line.
  bool is_on_main_line(const Mark& mark, const Mark& main) const {
    if (mark.main || mark.span.file != main.span.file) return false;
    const Source& source = sources_.of(mark.span);
    const auto line = [&](std::uint32_t at) { return source.line_of(at); };
    const std::uint32_t shown = line(main.span.begin);
    return line(mark.span.begin) == shown && line(mark.span.end) == shown &&
           line(main.span.end) == shown;
  }

  void place(const Mark& mark) {
    text_ += fmt::format("  {} {}\n", style_.blue(mark.main ? "-->" : "..."),
                         place_text(mark.span, sources_));
  }

  void show(const Mark& mark) {
    const auto lines = touched(mark.span, sources_.of(mark.span));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines.size() > most_lines && i + 1 > most_lines - 2 && i + 1 < lines.size()) {
        if (i + 2 == lines.size()) text_ += fmt::format("{}\n", style_.blue("      ..."));
        continue;
      }
      const Touched& line = lines[i];
      const Excerpt part = excerpt(line.line, line.begin, line.end);
      text_ += fmt::format("{} {} {}\n", style_.blue(fmt::format("{:>5}", line.number)),
                           style_.blue("|"), part.line);
      under(part, i + 1 == lines.size() ? mark.words : "", mark.main);
    }
  }

  // Where the line of the main place is cut, a further place may not be on show.
  void below(const Mark& mark, const std::vector<Touched>& lines) {
    const Touched& line = lines.front();
    const Excerpt part = excerpt(line.line, line.begin, line.end);
    if (line.line.size() <= part.line.size()) return under(part, mark.words, mark.main);
    show(mark);
  }

  void under(const Excerpt& part, const std::string& words, bool main) {
    const std::string marks(part.length, main ? '^' : '-');
    const std::string under = words.empty() ? marks : fmt::format("{} {}", marks, words);
    const std::string coloured = main ? style_.by_severity(severity_, under) : style_.blue(under);
    text_ +=
        fmt::format("      {} {}{}\n", style_.blue("|"), std::string(part.indent, ' '), coloured);
  }

  const Sources& sources_;
  const Style& style_;
  Severity severity_;
  std::string text_;
};

// "x.bedside, line 3, column 5 to 9"
std::string place_in_words(const Span& span, const Sources& sources) {
  const Source& source = sources.of(span);
  const Place place = source.place(span);
  std::string words =
      fmt::format("{}, line {}, column {}", source.path(), place.line, place.column);
  if (place.end_line != place.line) {
    return fmt::format("{} to line {}, column {}", words, place.end_line, place.end_column - 1);
  }
  if (place.end_column > place.column + 1) words += fmt::format(" to {}", place.end_column - 1);
  return words;
}

std::string in_words(const Mark& mark, const Sources& sources) {
  std::string quoted = on_one_line(sources.slice(mark.span));
  if (quoted.size() > longest_quoted) {
    const auto lines = touched(mark.span, sources.of(mark.span));
    quoted = excerpt(quoted, 0, quoted.size()).line;
  }
  return fmt::format("{}{}{}\n", place_in_words(mark.span, sources),
                     quoted.empty() ? "" : fmt::format(": `{}`", quoted),
                     mark.words.empty() ? "" : fmt::format(": {}", mark.words));
}

/// The lines that a fix changes, as they read after it.
struct Preview {
  std::uint32_t number = 1;
  std::vector<std::string> lines;
};

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

Preview preview(const Fix& fix, const Sources& sources) {
  Preview made;
  if (fix.edits.empty()) return made;
  Span whole = fix.edits.front().span;
  for (const Edit& edit : fix.edits) {
    if (edit.span.file != whole.file) return made;
    whole = cover(whole, edit.span);
  }
  const Source& source = sources.of(whole);
  made.number = source.line_of(whole.begin);
  const std::string_view first = source.line(made.number);
  const std::string_view last = source.line(source.line_of(whole.end));
  const auto offset = [&](std::string_view line) {
    return static_cast<std::size_t>(line.data() - source.content().data());
  };
  const std::size_t begin = offset(first);
  const std::size_t end = offset(last) + last.size();
  std::vector<Edit> edits = fix.edits;
  for (Edit& edit : edits) {
    edit.span.begin -= static_cast<std::uint32_t>(begin);
    edit.span.end -= static_cast<std::uint32_t>(begin);
  }
  const std::string_view before = std::string_view(source.content()).substr(begin, end - begin);
  const std::string after = edited(before, edits);
  // A blank for another blank cannot be seen; of a deleted line nothing is left to see.
  if (on_one_line(before) == on_one_line(after) || on_one_line(after).empty()) return made;
  made.lines = split_lines(after);
  // What follows of lines that are taken out.
  while (made.lines.size() > 1 && made.lines.back().empty()) made.lines.pop_back();
  if (made.lines.size() > most_lines) made.lines.clear();
  for (std::string& line : made.lines) {
    const std::size_t at = fix.edits.front().span.begin - begin;
    line = excerpt(line, at, at).line;
  }
  return made;
}

std::string fix_lines(const Fix& fix, const Sources& sources, const Style& style) {
  const Preview after = preview(fix, sources);
  std::string text;
  if (style.plain()) {
    text = fmt::format("fix: {}\n", on_one_line(fix.title));
    for (std::size_t i = 0; i < after.lines.size(); ++i) {
      text += fmt::format("line {} then reads: {}\n", after.number + i, after.lines[i]);
    }
    return text;
  }
  text = fmt::format("  {} {}\n", style.green("fix:"), on_one_line(fix.title));
  for (std::size_t i = 0; i < after.lines.size(); ++i) {
    text += fmt::format("{} {} {}\n", style.green(fmt::format("{:>5}", after.number + i)),
                        style.green("+"), after.lines[i]);
  }
  return text;
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

std::string place_text(const Span& span, const Sources& sources) {
  const Source& source = sources.of(span);
  const Place place = source.place(span);
  return fmt::format("{}:{}:{}", source.path(), place.line, place.column);
}

std::string render(const Message& message, const Sources& sources, const Style& style) {
  const Entry& kind = entry(message.code);
  const std::vector<Mark> marks = marks_of(message);
  std::string text;
  if (style.plain()) {
    text = fmt::format("{} {}: {}\n", severity_name(kind.severity), kind.name,
                       on_one_line(message.text));
    for (const Mark& mark : marks) text += in_words(mark, sources);
  } else {
    const std::string head = fmt::format("{}[{}]", severity_name(kind.severity), kind.name);
    text =
        fmt::format("{}: {}\n", style.by_severity(kind.severity, head), on_one_line(message.text));
    text += Drawing(sources, style, kind.severity).draw(marks);
  }
  const std::string_view indent = style.plain() ? "" : "  ";
  if (!message.witness.empty()) text += fmt::format("{}shown by: {}\n", indent, message.witness);
  for (const Fix& fix : message.fixes) text += fix_lines(fix, sources, style);
  return text;
}

}  // namespace bedside::text
