// Takes files as bytes; gives source text with spans, lines and columns.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bedside::text {

/// A stretch of one source, in bytes from its start; `end` is the byte after the last one.
struct Span {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// The smallest span that covers both; they must be of one file.
Span cover(const Span& left, const Span& right);

/// Where a span stands for a person: lines and columns count from 1, columns in characters
/// (code points); the end is the place after the last character.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
};

/// One text with the path under which people know it.
class Source {
 public:
  Source(std::string path, std::string content);

  const std::string& path() const { return path_; }
  const std::string& content() const { return content_; }
  std::string_view slice(const Span& span) const;
  /// The line with this number (from 1), without its end.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_of(std::uint32_t offset) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  Place place(const Span& span) const;

 private:
  std::uint32_t column_of(std::uint32_t offset) const;

  std::string path_;
  std::string content_;
  std::vector<std::uint32_t> line_starts_;
};

/// All texts that one rule set was read from; a span's `file` is an index here.
class Sources {
 public:
  std::uint32_t add(std::string path, std::string content);
  const Source& at(std::uint32_t file) const { return files_.at(file); }
  const Source& of(const Span& span) const { return files_.at(span.file); }
  std::string_view slice(const Span& span) const { return of(span).slice(span); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(files_.size()); }

 private:
  std::vector<Source> files_;
};

/// The part of a path after its last slash.
std::string_view file_name(std::string_view path);

}  // namespace bedside::text
