// Takes a result of the evaluator, or a row of a session; gives what is written of it, the same of
// both. For this folder alone.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/cohort/results.hpp"
#include "interpreter/cohort/session.hpp"

namespace bedside::cohort {

/// The ends of scores as text, which are few.
class PointTexts {
 public:
  PointTexts(Form form, std::int64_t scale) : form_(form), scale_(scale), texts_(most * 2) {}

  void add(std::int64_t points, std::string& to) {
    const std::int64_t at = points + most;
    if (at < 0 || at >= most * 2)
      return add_points(meaning::Number::ratio(points, scale_), form_, to);
    std::string& text = texts_[static_cast<std::size_t>(at)];
    if (text.empty()) add_points(meaning::Number::ratio(points, scale_), form_, text);
    to += text;
  }

 private:
  static constexpr std::int64_t most = 512;

  Form form_;
  std::int64_t scale_;
  std::vector<std::string> texts_;
};

/// What the evaluator says of a record.
class OfEvaluation {
 public:
  OfEvaluation(const meaning::RuleSet& rules, const evaluate::Record& record,
               const evaluate::Evaluation& evaluation, Form form)
      : rules_(rules), record_(record), evaluation_(evaluation), form_(form) {}

  meaning::Truth applies() const { return evaluation_.applies; }
  meaning::Status status(std::size_t assessment) const { return of(assessment).status; }
  std::optional<std::size_t> value(std::size_t assessment) const { return of(assessment).value; }
  bool may_end_at(std::size_t assessment, std::size_t level) const {
    return of(assessment).ends.levels.has(level);
  }
  bool may_end_at_nothing(std::size_t assessment) const { return of(assessment).ends.nothing; }
  /// False where a score has no such end.
  bool add_low(std::size_t score, std::string& to) const {
    const evaluate::Possibly& total = evaluation_.scores[score].total;
    return add_end(total, total.range.has_low, total.range.low, to);
  }
  bool add_high(std::size_t score, std::string& to) const {
    const evaluate::Possibly& total = evaluation_.scores[score].total;
    return add_end(total, total.range.has_high, total.range.high, to);
  }
  evaluate::AdviceStatus advice(std::size_t advice) const {
    return evaluation_.advice[advice].status;
  }
  const std::vector<meaning::RuleId>& given_by(std::uint32_t advice) const {
    return evaluation_.advice[advice].by;
  }
  template <class Take>
  void fired(const Take& take) const {
    with_status(meaning::RuleStatus::fires, take);
  }
  template <class Take>
  void undecided(const Take& take) const {
    with_status(meaning::RuleStatus::undecided, take);
  }
  std::vector<meaning::FindingId> needs(std::uint32_t rule) const {
    return evaluate::open_findings(rules_, record_, evaluation_, meaning::RuleId{rule});
  }
  template <class Take>
  void overridden(const Take& take) const {
    for (std::uint32_t i = 0; i < evaluation_.rules.size(); ++i) {
      for (const meaning::RuleId by : evaluation_.rules[i].overridden_by) take(i, by.index);
    }
  }
  const std::vector<meaning::FindingId>& ask() const { return evaluation_.ask; }

 private:
  const evaluate::AssessmentResult& of(std::size_t assessment) const {
    return evaluation_.assessments[assessment];
  }
  bool add_end(const evaluate::Possibly& total, bool has, const meaning::Number& number,
               std::string& to) const {
    if (!has || total.undefined) return false;
    add_points(number, form_, to);
    return true;
  }
  template <class Take>
  void with_status(meaning::RuleStatus status, const Take& take) const {
    for (std::size_t i = 0; i < evaluation_.rules.size(); ++i) {
      if (evaluation_.rules[i].status == status) take(i);
    }
  }

  const meaning::RuleSet& rules_;
  const evaluate::Record& record_;
  const evaluate::Evaluation& evaluation_;
  Form form_;
};

/// What the tables of a session say, of its last row, where everything was wanted.
class OfRow {
 public:
  OfRow(Session& session, const Row& row, PointTexts& points)
      : session_(session), row_(row), points_(points) {}

  meaning::Truth applies() const { return row_.applies; }
  meaning::Status status(std::size_t assessment) const { return of(assessment).status; }
  std::optional<std::size_t> value(std::size_t assessment) const {
    const std::int32_t value = of(assessment).value;
    return value < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(value));
  }
  bool may_end_at(std::size_t assessment, std::size_t level) const {
    return (of(assessment).levels >> level & 1U) != 0;
  }
  bool may_end_at_nothing(std::size_t assessment) const { return of(assessment).nothing; }
  bool add_low(std::size_t score, std::string& to) const {
    points_.add(row_.scores[score].low, to);
    return true;
  }
  bool add_high(std::size_t score, std::string& to) const {
    points_.add(row_.scores[score].high, to);
    return true;
  }
  evaluate::AdviceStatus advice(std::size_t advice) const { return row_.advice[advice]; }
  std::span<const meaning::RuleId> given_by(std::uint32_t advice) const {
    return session_.given_by({advice});
  }
  template <class Take>
  void fired(const Take& take) const {
    each_bit(row_.fired, take);
  }
  template <class Take>
  void undecided(const Take& take) const {
    each_bit(row_.undecided, take);
  }
  std::span<const meaning::FindingId> needs(std::uint32_t rule) const {
    return session_.needs({rule});
  }
  template <class Take>
  void overridden(const Take& take) const {
    if (row_.overridden.empty()) return;
    // They come in the order in which rules are computed.
    std::vector<Overridden> all(row_.overridden.begin(), row_.overridden.end());
    std::stable_sort(all.begin(), all.end(), [](const Overridden& a, const Overridden& b) {
      return a.rule.index < b.rule.index;
    });
    for (const Overridden& each : all) take(each.rule.index, each.by.index);
  }
  std::span<const meaning::FindingId> ask() const { return row_.ask; }

 private:
  const AssessmentRow& of(std::size_t assessment) const { return row_.assessments[assessment]; }
  template <class Take>
  static void each_bit(std::span<const Word> words, const Take& take) {
    for (std::size_t word = 0; word < words.size(); ++word) {
      for_each_bit(words[word], [&](std::size_t bit) { take(word * 64 + bit); });
    }
  }

  Session& session_;
  const Row& row_;
  PointTexts& points_;
};

}  // namespace bedside::cohort
