// Takes columns, each computed from earlier ones; gives a chain of queries that compute each once.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/export/expressions.hpp"

namespace bedside::export_to {

/// A column of the view: what it is called and what it shows.
struct Shown {
  std::string name;
  Expression expression;
};

/// Columns in layers: each stands in the first query that can see all that it reads.
class Layers {
 public:
  explicit Layers(const Dialect& dialect) : dialect_(dialect) {}

  /// A name that no column may have but this one, in any case.
  void reserve(const std::string& name);
  /// A column of the table itself, as it is read.
  Expression source(const std::string& name, const std::string& text);
  /// A column that later ones read by its name; the same expression is one column, and what is
  /// short stays as it is. `#` in the name is the next number that is free.
  Expression column(const std::string& name, const Expression& expression,
                    const std::string& comment = "");
  /// The same, however short.
  Expression own_column(const std::string& name, const Expression& expression,
                        const std::string& comment);
  /// `n3` for `n#`.
  std::string numbered(const std::string& name);
  /// The same with a name from the rule set, which is written in quotes.
  Expression named_column(const std::string& name, const Expression& expression);

  /// `WITH … SELECT …` over the table; `from` stands behind FROM.
  std::string text(const std::string& from, const std::vector<Shown>& shown);
  /// The most columns that one of its queries has; after `text`.
  std::size_t width() const { return width_; }

 private:
  struct Column {
    std::string name;  // as it is written
    Expression expression;
    std::string comment;
    std::size_t layer = 0;
    std::size_t last_read = 0;  // the last layer that reads it
    bool wanted = false;
  };

  Expression added(Column column);
  std::string free_name(const std::string& name);
  void want(const std::vector<std::size_t>& columns, std::size_t layer);
  std::string query(std::size_t layer, const std::string& from);

  const Dialect& dialect_;
  std::vector<Column> columns_;
  std::map<std::string, std::size_t> numbers_;  // the last of each name with `#`
  std::set<std::string> taken_;                 // names, without their case
  std::map<std::string, std::size_t> made_;     // columns by their expressions
  std::size_t width_ = 0;
};

}  // namespace bedside::export_to
