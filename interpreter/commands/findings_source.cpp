// Takes `--findings`; gives its bytes, what people call them and how patients are written in them.
#include "interpreter/commands/findings_source.hpp"

#include "lang/text/utf8.hpp"

namespace bedside::commands {

using records::Format;

namespace {

// A text that has no name tells how it is written by its begin.
constexpr std::size_t longest_begin = 1'000'000;
// One patient needs far less.
constexpr std::size_t longest_patient = std::size_t{64} * 1024 * 1024;

std::optional<Format> named_format(const std::string& name) {
  if (name == "patient") return Format::patient;
  if (name == "json") return Format::json;
  if (name == "ndjson") return Format::ndjson;
  if (name == "csv") return Format::csv;
  return std::nullopt;
}

// `x.csv.gz` is CSV.
std::optional<Format> format_by_ending(const std::string& path) {
  const bool compressed = text::fold_case(path).ends_with(".gz");
  return records::format_of(path.substr(0, path.size() - (compressed ? 3 : 0)));
}

}  // namespace

FindingsSource::FindingsSource(const AssessFlags& flags, const meaning::Loaded& loaded)
    : name_(flags.findings == "-" ? "standard input" : flags.findings), input_(flags.findings) {
  input_.keep();
  if (const auto named = named_format(flags.findings_format)) {
    format_ = *named;
  } else if (const auto by_ending = format_by_ending(flags.findings)) {
    format_ = *by_ending;
  } else {
    format_ = guessed(loaded);
  }
}

Format FindingsSource::guessed(const meaning::Loaded& loaded) {
  std::string begin;
  std::string bytes;
  for (input_.read(bytes); !bytes.empty(); input_.read(bytes)) {
    begin += bytes;
    if (const auto format = records::guess_from_begin(loaded, begin)) return *format;
    if (begin.size() > longest_begin) break;
  }
  return records::guess_format(loaded, begin);
}

bool FindingsSource::has_rows() const {
  return format_ == Format::csv || format_ == Format::ndjson;
}

Result<std::string> FindingsSource::text() {
  input_.rewind(true);
  std::string text;
  std::string bytes;
  for (input_.read(bytes); !bytes.empty(); input_.read(bytes)) {
    text += bytes;
    if (text.size() > longest_patient) return cannot_read(name_, "it is larger than 64 MB");
  }
  if (input_.problem()) return *input_.problem();
  return text;
}

}  // namespace bedside::commands
