// Takes how far a run over many patients came before a signal; gives the words for a person.
#include "interpreter/commands/stopped.hpp"

#include <fmt/format.h>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

namespace {

// The lines of the source that are still to do.
std::string rest_of(const Stopped& stopped) {
  if (stopped.source == "standard input") {
    return fmt::format("the lines from {} on{}", stopped.next_line,
                       stopped.has_heading ? ", after its heading" : "");
  }
  const bool compressed = stopped.source.ends_with(".gz");
  const std::string tail = fmt::format("tail -n +{}", stopped.next_line);
  if (compressed) {
    return stopped.has_heading
               ? fmt::format("the lines from {} on, after its heading", stopped.next_line)
               : fmt::format("what `zcat {} | {}` gives", stopped.source, tail);
  }
  if (!stopped.has_heading) return fmt::format("what `{} {}` gives", tail, stopped.source);
  return fmt::format("what `head -n 1 {0}; {1} {0}` gives", stopped.source, tail);
}

}  // namespace

std::string stopped_in_words(const Stopped& stopped) {
  const std::size_t rows = stopped.patients + stopped.rejected;
  std::string words = "bedside: stopped";
  if (!stopped.rules.empty()) words += fmt::format(" in {}", shown(stopped.rules));
  words += fmt::format(" after {} row{}", grouped(rows), rows == 1 ? "" : "s");
  if (stopped.rejected > 0) words += fmt::format(" ({} rejected)", grouped(stopped.rejected));
  if (stopped.summary) {
    words += "; a summary of a part is not written";
    if (stopped.rejects.empty()) return words + ".";
    return words + fmt::format(", what was rejected is in `{}`.", shown(stopped.rejects, 400));
  }
  words += fmt::format(" of {}; ", shown(stopped.source, 400));
  words += stopped.rows.empty() ? "what was written ends with a whole row"
                                : fmt::format("they are in `{}`", shown(stopped.rows, 400));
  if (!stopped.rejects.empty()) {
    words += fmt::format(", what was rejected in `{}`", shown(stopped.rejects, 400));
  }
  return words + fmt::format(". To go on, assess {}.", rest_of(stopped));
}

}  // namespace bedside::commands
