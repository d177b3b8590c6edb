// Takes patients as they are read, one after the other; gives the row of what follows for each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cohort/result_views.hpp"
#include "interpreter/cohort/session.hpp"
#include "interpreter/records/stream.hpp"

namespace bedside::cohort {

/// A session that takes rows as their reader gives them: the code of a text is remembered by
/// its number. For one thread and the rows of one reader; for another, make one of the same
/// session.
class RowSession {
 public:
  explicit RowSession(const Session& session);

  /// What follows, by the tables or, where they cannot say it, by the evaluator. Good until the
  /// next call.
  const Row& assess(const records::SaidRow& said, Wanted wanted);
  Session& session() { return session_; }
  /// The last patient, where the row has an evaluation.
  const evaluate::Record& record() const { return record_; }

 private:
  static constexpr std::uint32_t not_known = ~std::uint32_t{0};
  static constexpr std::uint32_t no_code = not_known - 1;

  bool find_codes(const records::SaidRow& said);
  std::uint32_t find_code(std::uint32_t finding, const records::Said& said);

  Session session_;
  evaluate::Record nothing_;
  evaluate::Record record_;
  std::vector<Code> codes_;
  std::vector<std::vector<std::uint32_t>> known_;  // by finding and number + 1: the code
};

/// Writes the rows of one patient after the other. For one thread.
class RowWriter {
 public:
  /// `prepared` must outlive it and be made of the same rules as `session`.
  RowWriter(const Prepared& prepared, const Session& session);
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  /// Adds the row of a patient; it says what `assess_one` says.
  void add(const records::SaidRow& said, std::string& to);

 private:
  const Prepared& prepared_;
  RowSession session_;
  PointTexts points_;
};

}  // namespace bedside::cohort
