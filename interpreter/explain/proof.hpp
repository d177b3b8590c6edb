// Takes a result and a rule or a condition; gives the tree of what it rests on, in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/explain/reasons.hpp"
#include "lang/text/source.hpp"

namespace bedside::explain {

enum class PartKind : std::uint8_t {
  rule,
  condition,
  finding,
  definition,
  number,  ///< computed, without a name
  score,
  item,  ///< of a score
  assessment,
  by_list,  ///< of an assessment
  rest      ///< stands for parts that are left out because there are too many
};

/// What the record says of a finding.
struct FindingState {
  enum class Kind : std::uint8_t { recorded, narrowed, not_recorded };
  Kind kind = Kind::not_recorded;
  std::string name;
  std::string words;  ///< "no pain", "lesion size 12 mm"; empty where it is not recorded
};

/// One part of a proof, with the parts that it rests on: those that make it what it is.
struct Proof {
  PartKind kind = PartKind::condition;
  std::string words;                    ///< the part as written, or its name
  std::optional<meaning::Truth> truth;  ///< of conditions; of rules: yes where it fires
  std::string found;  ///< "2 to 3", "caution, settled"; of rules what they conclude
  std::optional<FindingState> finding;  ///< where it rests on one finding alone
  std::string place;                    ///< of rules, "x.bedside:12"
  std::string because;
  std::vector<std::string> cites;
  bool above = false;  ///< shown in full further up; it has no parts here
  std::vector<Proof> parts;
};

/// Why a rule fires; also why it is ruled out or undecided. Definitions, scores, assessments and
/// rules that several parts rest on are shown in full where they are met first. At most 400 parts,
/// 32 deep.
Proof proof_of(const Case& of, const text::Sources& sources, meaning::RuleId rule);

/// Several rules as one proof each; what an earlier one shows in full, a later one does not repeat.
std::vector<Proof> proofs_of(const Case& of, const text::Sources& sources,
                             const std::vector<meaning::RuleId>& rules);

/// Why an assessment is what it is: the rules and band lists that make it so, or still may.
Proof proof_of(const Case& of, const text::Sources& sources, meaning::AssessmentId assessment);

/// Where one of its band lists stands.
Proof proof_of(const Case& of, const text::Sources& sources, meaning::AssessmentId assessment,
               std::size_t list);

/// The parts of a rule's condition (split at `and`) that have this truth.
std::vector<Proof> parts_with(const Case& of, const text::Sources& sources, meaning::RuleId rule,
                              meaning::Truth truth);

/// The tree as lines that are indented by two for each step down; ends with a line end. `indent`:
/// of the first line.
std::string proof_text(const Proof& proof, std::size_t width, std::size_t indent = 0);

/// "recorded: no pain", "not recorded", "narrowed: lesion size more than 30 mm"
std::string state_text(const FindingState& state);

/// What the record says of a finding.
FindingState state_of(const Case& of, meaning::FindingId finding);

}  // namespace bedside::explain
