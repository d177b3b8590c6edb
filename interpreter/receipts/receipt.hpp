// Takes what was asked and answered; gives it as the lines of a receipt, and the other way round.
//
//   {"receipt":1,"bedside":"0.1.0","rules":[{… "files":[{"path":…,"sha256":…,"text":…}]}]}
//   {"rules":0,"record_sha256":"…","result_sha256":"…","record":{…},"result":{…}}
//   …
//   {"end":{"answers":1,"rejected":0,"time":"2026-11-27T07:10:52Z","sha256":"…"}}
//
// All but the last line is the same whenever the same was asked and answered. The last one seals
// the whole: its SHA-256 is that of everything before `,"sha256"` in it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/evaluate/record.hpp"
#include "interpreter/receipts/sha256.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::receipts {

/// What is different where a newer bedside writes receipts otherwise.
inline constexpr unsigned form = 1;

/// A rule set as a receipt keeps it: with all of its text, so that no file is needed later.
struct KeptRules {
  std::string name;       ///< how people called it
  std::string guideline;  ///< the guideline's own name, or the same
  std::string version;
  std::string fingerprint;
  std::vector<meaning::InputFile> files;  ///< in the order in which they were read
};

KeptRules kept(const meaning::Loaded& loaded, const std::string& name);

struct Head {
  std::string bedside;  ///< the version that wrote it
  std::vector<KeptRules> rules;
};

/// With its line end, as are all lines here.
std::string head_line(const Head& head);

/// Why a line is no head, in words that finish "this is no receipt: …"; `damaged`: it was one.
struct NoHead {
  std::string why;
  bool damaged = false;
};
std::variant<Head, NoHead> read_head(std::string_view line);

/// The same rule set again, read from the text that is kept alone.
meaning::Loaded load_kept(const KeptRules& rules);

/// What is said of the rules but is not so, now that they are read; empty where all is.
std::string unfitting(const KeptRules& said, const meaning::Loaded& loaded);

/// A record as a receipt has it, on one line; it can be read as a line of NDJSON. `left_out`: names
/// of findings for which there are no exact words.
std::string record_text(const meaning::RuleSet& rules, const evaluate::Record& record,
                        std::vector<std::string>& left_out);

/// Adds the line of one patient. `result` is an object of JSON on one line.
void add_answer_line(std::size_t rules, const meaning::RuleSet& of, const evaluate::Record& record,
                     std::string_view result, std::string& to);

/// The line of one patient, taken apart but not believed; all are parts of the line.
struct AnswerLine {
  std::size_t rules = 0;
  std::string_view record_sha256;
  std::string_view result_sha256;
  std::string_view record;
  std::string_view result;
  std::string_view left_out;  ///< a list as JSON; empty where there is none
};
std::optional<AnswerLine> read_answer(std::string_view line);

struct End {
  std::uint64_t answers = 0;
  std::uint64_t rejected = 0;
  std::string time;  ///< UTC; when the last answer was there
};

/// `before`: all lines so far.
std::string end_line(const End& end, const Sha256& before);

/// The last line, and what its seal should be.
struct SealedEnd {
  End end;
  std::string_view sealed;  ///< of the line, what the seal is of
  std::string_view sha256;
};
std::optional<SealedEnd> read_end(std::string_view line);

}  // namespace bedside::receipts
