// Takes a group of a score's items that share findings; gives its least or most points for every
// record, as an expression of those findings. For this folder alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/export/findings.hpp"

namespace bedside::export_to {

/// Tries all combinations of the cells of a group's findings once, as the evaluator does for each
/// record, and makes decisions of what it finds: a finding that is not recorded takes its best
/// cell.
class Completions {
 public:
  Completions(Context& context, const FindingColumns& findings, const meaning::Score& score,
              const meaning::ItemGroup& group);

  /// The ends, in whole multiples of `unit`.
  Expression low(const Number& unit) { return ends(lows_, false, unit); }
  Expression high(const Number& unit) { return ends(highs_, true, unit); }

 private:
  using Table = std::vector<Number>;
  /// A decision on one finding: what follows for each of its cells, and where it is open.
  struct Node {
    std::vector<std::size_t> cells;
    std::size_t open = 0;
    Number points;  ///< of a node behind the last finding
    std::size_t leaves = 1;
  };
  using Level = std::vector<Node>;

  void fill();
  Expression ends(const Table& table, bool most, const Number& unit);
  std::size_t node(std::size_t level, const Table& table);
  Expression cell(std::size_t level, const std::vector<std::size_t>& cells) const;
  Expression as_cases(std::size_t level, std::size_t node, const Number& unit) const;
  Expression as_columns(const Number& unit);
  Expression decided(std::size_t level, const Node& node,
                     const std::vector<Expression>& results) const;

  Context& context_;
  const FindingColumns& findings_;
  const meaning::Score& score_;
  const meaning::ItemGroup& group_;
  Table lows_;  // of all combinations; the last finding's cells change fastest
  Table highs_;
  bool most_ = false;
  std::vector<Level> levels_;
  std::vector<std::map<std::string, std::size_t>> known_;  // nodes by what follows from them
};

}  // namespace bedside::export_to
