// Takes files as bytes; gives source text with spans, lines and columns.
#include "lang/text/source.hpp"

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::text {

Span cover(const Span& left, const Span& right) {
  return {left.file, std::min(left.begin, right.begin), std::max(left.end, right.end)};
}

Source::Source(std::string path, std::string content)
    : path_(std::move(path)), content_(std::move(content)), line_starts_{0} {
  // A byte order mark belongs to the file, not to its text.
  if (content_.starts_with("\xEF\xBB\xBF")) content_.erase(0, 3);
  for (std::uint32_t i = 0; i < content_.size(); ++i) {
    if (content_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

std::string_view Source::slice(const Span& span) const {
  return std::string_view(content_).substr(span.begin, span.end - span.begin);
}

std::string_view Source::line(std::uint32_t number) const {
  const std::uint32_t begin = line_starts_.at(number - 1);
  const std::uint32_t end = number < line_starts_.size()
                                ? line_starts_[number] - 1
                                : static_cast<std::uint32_t>(content_.size());
  std::string_view line = std::string_view(content_).substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

std::uint32_t Source::column_of(std::uint32_t offset) const {
  const std::uint32_t begin = line_starts_[line_of(offset) - 1];
  return count_characters(std::string_view(content_).substr(begin, offset - begin)) + 1;
}

Place Source::place(const Span& span) const {
  return {line_of(span.begin), column_of(span.begin), line_of(span.end), column_of(span.end)};
}

std::uint32_t Sources::add(std::string path, std::string content) {
  files_.emplace_back(std::move(path), std::move(content));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

std::string_view file_name(std::string_view path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace bedside::text
