// Takes the findings of a rule set; gives the columns with their cells, each read once and looked
// at: a cell that is no value of its finding is none, and its row is rejected. For this folder
// alone.
#pragma once

#include <vector>

#include "interpreter/export/context.hpp"

namespace bedside::export_to {

using meaning::FindingId;
using meaning::Range;
using meaning::Values;

/// One number of the table: how it is written, and the least and greatest that is taken.
struct NumberCell {
  unsigned places = 0;  ///< behind the point
  Number low;
  Number high;
  bool bounded = false;  ///< its finding has a range: a number that is not recorded lies in it
};

class FindingColumns {
 public:
  /// Adds the columns; `table` is how the table is called in the query that reads it.
  FindingColumns(Context& context, const std::string& table);

  const Expression& id() const { return id_; }
  /// The cell, NULL where it was not recorded.
  const Expression& value(FindingId id) const { return values_.at(id.index); }
  /// The names of the columns with a cell that is none of its finding's values; NULL where none is.
  Expression rejected() const;
  const NumberCell& number(FindingId id) const { return numbers_.at(id.index); }
  /// The value in its smallest parts, as a whole number.
  Expression whole(FindingId id) const;

  /// Whether a cell that was recorded is one of these; NULL where it was not.
  Expression is_one_of(FindingId id, const Values& values) const;
  Expression lies_in(FindingId id, const std::vector<Range>& ranges) const;

  /// The meaning of both with all values that are possible.
  Expression holds(FindingId id, const Values& values) const;
  Expression holds(FindingId id, const Range& range) const;
  /// Whether the finding may be one of these: never NULL.
  Expression possible(FindingId id, const Values& values) const;
  Expression possible(FindingId id, const std::vector<Range>& ranges) const;

 private:
  void add(FindingId id, const std::string& cell);
  Expression list_value(const meaning::Finding& finding, const Expression& cell);
  Expression number_value(FindingId id, const Expression& cell, const std::string& text);
  Expression whole_of_text(FindingId id, const Expression& cell);
  NumberCell cell_of(FindingId id);
  Expression lies_in_one(FindingId id, const Range& range) const;
  /// A number as the column has it.
  Expression as_cell(FindingId id, const Number& number) const;

  Context& context_;
  Expression id_;
  std::vector<Expression> cells_;  // as they stand in the table
  std::vector<Expression> values_;
  std::vector<NumberCell> numbers_;
};

}  // namespace bedside::export_to
