// Takes patients as they are read, one after the other; gives the row of what follows for each.
#include "interpreter/cohort/row_writer.hpp"

#include "interpreter/cohort/plan.hpp"

namespace bedside::cohort {

using records::Said;
using records::SaidRow;

RowSession::RowSession(const Session& session)
    : session_(session), nothing_(evaluate::empty_record(session.plan().rules)) {
  const std::size_t findings = nothing_.findings.size();
  codes_.resize(findings);
  known_.resize(findings);
}

const Row& RowSession::assess(const SaidRow& said, Wanted wanted) {
  if (session_.takes_codes() && find_codes(said)) return session_.assess(codes_, wanted);
  records::to_record(said, nothing_, record_);
  return session_.assess(record_, wanted);
}

/// False where there is no code for what was said of some finding.
bool RowSession::find_codes(const SaidRow& said) {
  for (std::uint32_t i = 0; i < codes_.size(); ++i) {
    const Said& of = said.findings[i];
    const std::vector<std::uint32_t>& known = known_[i];
    // What was not recorded has no number, which makes it the first of those that are known.
    const std::uint32_t at = of.number + 1;
    const bool has_place = at < known.size() && (at != 0 || of.possible == nullptr);
    std::uint32_t code = has_place ? known[at] : not_known;
    if (code == not_known) code = find_code(i, of);
    if (code == no_code) return false;
    codes_[i] = static_cast<Code>(code);
  }
  return true;
}

std::uint32_t RowSession::find_code(std::uint32_t finding, const Said& said) {
  const Codes& all = session_.codes();
  std::uint32_t code = all.at({finding}).missing;
  if (said.possible != nullptr) {
    const auto found = all.of({finding}, *said.possible);
    code = found ? *found : no_code;
    if (said.number == Said::no_number) return code;
  }
  std::vector<std::uint32_t>& known = known_[finding];
  const std::uint32_t at = said.number + 1;
  if (at >= known.size()) known.resize(at + 1, not_known);
  known[at] = code;
  return code;
}

RowWriter::RowWriter(const Prepared& prepared, const Session& session)
    : prepared_(prepared), session_(session), points_(prepared.form(), session.scale()) {}

void RowWriter::add(const SaidRow& said, std::string& to) {
  const Row& row = session_.assess(said, Wanted::everything);
  if (row.evaluation != nullptr) {
    prepared_.write(session_.record(), *row.evaluation, to);
  } else {
    prepared_.write(said.id, OfRow(session_.session(), row, points_), to);
  }
}

}  // namespace bedside::cohort
