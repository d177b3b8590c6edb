// Takes patients' records; gives what follows for each of them as a row of CSV or of NDJSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/meaning/load.hpp"

namespace bedside::cohort {

class OfRow;

/// How a result is written.
enum class Form : std::uint8_t { csv, ndjson };

/// A text as both forms have it.
struct Written {
  std::string plain;
  std::string next;           ///< the same as an item of a list, with `; ` before it
  bool needs_quotes = false;  ///< in a cell of CSV
  std::string json;           ///< in quotes
};

/// A rule set made ready for many patients: whatever their results have in common is written once.
class Prepared {
 public:
  /// `loaded` (usable) must outlive it. `guideline`: how people call it. `with_guideline`: rows of
  /// CSV name it too.
  Prepared(const meaning::Loaded& loaded, const std::string& guideline, Form form,
           bool with_guideline = false);

  const meaning::RuleSet& rules() const { return loaded_.rules; }
  Form form() const { return form_; }
  /// The first line of CSV, with its end; of NDJSON nothing.
  std::string heading() const;

  /// Adds the row of a result, with its line end.
  void write(const evaluate::Record& record, const evaluate::Evaluation& evaluation,
             std::string& to) const;
  /// The same of what the tables of a session say.
  void write(std::string_view id, const OfRow& row, std::string& to) const;

 private:
  struct NamedAssessment {
    Written name;
    std::vector<Written> levels;
    std::vector<std::string> cells;  ///< of CSV, by level (none: the last) and Status
  };

  void prepare_rules();
  template <class Of>
  void csv(std::string_view id, const Of& of, std::string& to) const;
  template <class Of>
  void json(std::string_view id, const Of& of, std::string& to) const;
  template <class Of>
  void json_assessments(const Of& of, std::string& to) const;
  template <class Of>
  void json_scores(const Of& of, std::string& to) const;
  template <class Of>
  void json_advice(const Of& of, std::string& to) const;
  template <class Of>
  void json_rules(const Of& of, std::string& to) const;

  const meaning::Loaded& loaded_;
  Form form_;
  bool with_guideline_;
  Written guideline_;
  std::vector<Written> findings_;
  std::vector<NamedAssessment> assessments_;
  std::vector<Written> scores_;
  std::vector<Written> advice_;
  std::vector<Written> rules_;
  std::vector<std::string> fired_;  ///< by rule: its object among those that fired
};

/// What follows for one patient, by the evaluator: adds its row.
void assess_one(const Prepared& prepared, const evaluate::Record& record, std::string& to);

/// Adds a number of points.
void add_points(const meaning::Number& points, Form form, std::string& to);

/// Adds a text as a cell of CSV (RFC 4180), in quotes where it needs them.
void add_cell(std::string_view text, std::string& to);

/// Adds a text as JSON, in quotes; what is no UTF-8 becomes U+FFFD.
void add_json(std::string_view text, std::string& to);

}  // namespace bedside::cohort
