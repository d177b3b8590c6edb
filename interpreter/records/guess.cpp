// Takes a path, or a text without one; gives the format in which it has patients.
#include <algorithm>

#include "interpreter/records/json_end.hpp"
#include "interpreter/records/place.hpp"
#include "interpreter/records/read.hpp"
#include "lang/meaning/names.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::records {

namespace {

bool all_lines_are_objects(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::string_view line = trimmed(take_line(text));
    if (line.empty()) continue;
    if (!line.starts_with('{')) return false;
    ++count;
  }
  return count > 1;
}

Format json_or_ndjson(std::string_view text) {
  const auto end = json_end(text);
  const bool several = end ? !is_blank(text.substr(*end)) : all_lines_are_objects(text);
  return several ? Format::ndjson : Format::json;
}

// The byte order mark and blanks taken away.
std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

bool names_finding(const meaning::Loaded& loaded, std::string_view name) {
  const auto named = loaded.names.find(meaning::Names::key(name));
  return named && std::holds_alternative<meaning::FindingId>(*named);
}

bool is_column(const meaning::Loaded& loaded, std::string_view name) {
  return names_finding(loaded, name) || meaning::Names::key(name) == "id" ||
         (name.ends_with(')') && names_finding(loaded, name.substr(0, name.find('('))));
}

// At least half of the names are known, so that a slip in one of them is told as such. `pain,
// fever` alone is what a patient has: rows must follow.
bool is_header(const meaning::Loaded& loaded, std::string_view line, std::string_view rest) {
  if (is_blank(rest)) return false;
  std::size_t known = 0;
  std::size_t all = 0;
  while (true) {
    const std::size_t end = std::min(line.find_first_of(",;\t"), line.size());
    std::string_view name = trimmed(line.substr(0, end));
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) {
      name = name.substr(1, name.size() - 2);
    }
    ++all;
    if (is_column(loaded, name)) ++known;
    if (end == line.size()) break;
    line.remove_prefix(end + 1);
  }
  return known * 2 >= all;
}

}  // namespace

std::optional<Format> format_of(std::string_view path) {
  const std::string folded = text::fold_case(path);
  if (folded.ends_with(".patient")) return Format::patient;
  if (folded.ends_with(".json")) return Format::json;
  if (folded.ends_with(".ndjson") || folded.ends_with(".jsonl")) return Format::ndjson;
  if (folded.ends_with(".csv")) return Format::csv;
  return std::nullopt;
}

std::optional<Format> guess_from_begin(const meaning::Loaded& loaded, std::string_view text) {
  const std::string_view begun = without_mark(text);
  if (begun.starts_with('{') || begun.starts_with('[')) {
    // Whether there are several objects is known as soon as something stands behind the first.
    const auto end = json_end(begun);
    if (!end || is_blank(begun.substr(*end))) return std::nullopt;
    return Format::ndjson;
  }
  // Behind a header there is a row, so that no more text makes anything else of it.
  if (guess_format(loaded, text) == Format::csv) return Format::csv;
  return std::nullopt;
}

Format guess_format(const meaning::Loaded& loaded, std::string_view text) {
  text = without_mark(text);
  if (text.empty()) return Format::patient;
  if (text.front() == '{' || text.front() == '[') return json_or_ndjson(text);
  const std::string_view line = without_end(take_line(text));
  return is_header(loaded, line, text) ? Format::csv : Format::patient;
}

}  // namespace bedside::records
