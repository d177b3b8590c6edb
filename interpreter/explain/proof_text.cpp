// Takes a proof; gives it as indented lines.
#include <fmt/format.h>

#include "interpreter/explain/lines.hpp"
#include "interpreter/explain/naming.hpp"
#include "interpreter/explain/proof.hpp"

namespace bedside::explain {

using meaning::Truth;

namespace {

std::string_view outcome_of(Truth truth) {
  if (truth == Truth::unknown) return "is undecided";
  return truth == Truth::yes ? "fires" : "is ruled out";
}

std::string rule_line(const Proof& rule) {
  std::string line = fmt::format("{} {}", rule.words, outcome_of(*rule.truth));
  if (!rule.found.empty() && *rule.truth == Truth::yes) line += ": " + rule.found;
  // The name of a rule without one is its place.
  if (!rule.words.ends_with(rule.place)) line += fmt::format(" ({})", rule.place);
  return line;
}

std::string line_of(const Proof& part) {
  if (part.kind == PartKind::rule) return rule_line(part);
  std::string line = part.words;
  if (part.kind == PartKind::finding) return line + ": " + state_text(*part.finding);
  if (part.kind == PartKind::item && part.truth) {
    line = fmt::format("if {}: {}", line, truth_name(*part.truth));
  } else if (part.truth) {
    line += fmt::format(": {}", truth_name(*part.truth));
  }
  if (!part.found.empty()) line += fmt::format("{} {}", part.truth ? "," : ":", part.found);
  if (part.finding) line += fmt::format(" ({})", state_text(*part.finding));
  return line;
}

// The depth of a proof is bounded.
void write(const Proof& part, std::size_t indent, Lines& lines) {
  std::string line = line_of(part);
  if (part.above) line += ", as shown above";
  lines.wrapped(line, indent + 4, indent);
  if (!part.because.empty()) {
    lines.wrapped(fmt::format("because {}", part.because), indent + 4, indent + 2);
  }
  for (const std::string& cite : part.cites) {
    lines.wrapped(fmt::format("cites {}", cite), indent + 4, indent + 2);
  }
  for (const Proof& each : part.parts) write(each, indent + 2, lines);
}

}  // namespace

std::string state_text(const FindingState& state) {
  if (state.kind == FindingState::Kind::not_recorded) return "not recorded";
  const bool narrowed = state.kind == FindingState::Kind::narrowed;
  return fmt::format("{}: {}", narrowed ? "narrowed" : "recorded", state.words);
}

std::string proof_text(const Proof& proof, std::size_t width, std::size_t indent) {
  Lines lines(width);
  write(proof, indent, lines);
  return lines.text();
}

}  // namespace bedside::explain
