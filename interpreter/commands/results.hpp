// Takes patients' records; gives what follows for them, in one of the formats.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cohort/stream.hpp"
#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/why.hpp"

namespace bedside::commands {

/// Makes the text of results. Nothing in it changes, so that several threads may use one.
class ResultText {
 public:
  /// All must outlive it. `many`: there may be several patients.
  ResultText(const std::vector<RuleSetInput>& inputs, const Common& common, std::string format,
             bool many, const Whys& whys);

  /// What stands before all results of a rule set.
  std::string heading(std::size_t rule_set) const;
  /// What stands before the first result of all, between two, and after the last.
  std::string_view opening() const;
  std::string_view separator() const;
  std::string_view closing(bool any) const;

  /// Adds what follows for one patient, with the separator before it.
  void add(std::size_t rule_set, const evaluate::Record& record, std::string& to) const;

  /// What adds the same for one patient after the other, in one thread; where a result is
  /// `one_line` and there is a session, by its tables.
  cohort::AssessOne rows(std::size_t rule_set, const std::optional<cohort::Session>& session) const;
  /// Whether a patient's result is one line with nothing explained.
  bool one_line() const;

 private:
  bool is_array() const { return format_ == "json" && (inputs_.size() > 1 || many_); }

  const std::vector<RuleSetInput>& inputs_;
  std::string format_;
  bool many_;
  const Whys& whys_;
  text::Style style_;
  std::size_t width_;
  std::vector<cohort::Prepared> prepared_;  // by rule set; for text none
};

/// Writes results where they belong, in the order in which they come.
class Results {
 public:
  Results(const ResultText& text, const std::string& path) : text_(text), output_(path) {}

  /// From now on they are those of this rule set.
  void begin(std::size_t rule_set);
  /// Some results, made by ResultText::add.
  void add(std::string_view rows, std::size_t count);
  /// What stands in place of results.
  void add_page(std::string_view page) { output_.write(page); }
  void flush() { output_.flush(); }
  /// Nothing can be written any more.
  bool is_broken() const { return output_.is_broken(); }
  int finish(int code);
  /// Ends after some of the patients, at the end of a row; what would make them look like all is
  /// left out. Gives where they are.
  Result<std::string> finish_part() { return output_.finish_part(); }

  std::size_t written() const { return written_; }

 private:
  const ResultText& text_;
  Output output_;
  std::string heading_;
  std::size_t written_ = 0;
};

}  // namespace bedside::commands
