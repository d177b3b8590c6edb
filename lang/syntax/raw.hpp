// Takes one part of a statement; gives what the grammar saw in it, or where it stopped.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/text/catalogue.hpp"

namespace bedside::syntax {

/// The rules of the grammar that leave a node.
enum class Raw : std::uint8_t {
  root,
  chunk,
  quoted,
  operator_sign,
  run,
  arguments,
  primary,
  bracket,
  one_of,
  any_of,
  all_of,
  none_of,
  counted_least,
  counted_most,
  counted_exactly,
  sum,
  negation,
  word_is,
  word_not,
  at_least,
  at_most,
  more_than,
  less_than,
  exactly,
  between,
  tail,
  clause,
  word_and,
  word_or,
  chain,
  list,
  unless,
  implies,
  because,
  citation,
  cites,
  overrides,
  name,
  yes_no,
  whole,
  number_unit,
  number_from,
  number_to,
  number_by,
  number_type,
  separator,
  value_list,
  band_result,
  band,
  dash,
  then,
  cell,
};

struct RawNode;

/// Nodes beside each other.
struct RawNodes {
  const RawNode* first = nullptr;
  std::size_t count = 0;

  std::size_t size() const { return count; }
  const RawNode* begin() const { return first; }
  inline const RawNode* end() const;
  const RawNode& front() const { return *first; }
  inline const RawNode& back() const;
  inline const RawNode& operator[](std::size_t index) const;
};

/// A node of what the grammar saw: the text that a rule matched, and the rules inside it, which
/// lie in their tree.
struct RawNode {
  Raw kind = Raw::root;
  const char* begin = nullptr;
  const char* end = nullptr;  ///< blanks after the last word are not part of it
  RawNodes children;

  std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
  bool is(Raw other) const { return kind == other; }
};

const RawNode* RawNodes::end() const { return first + count; }
const RawNode& RawNodes::back() const { return first[count - 1]; }
const RawNode& RawNodes::operator[](std::size_t index) const { return first[index]; }

/// The whole of what the grammar saw, with the nodes inside in one piece of memory.
struct RawTree : RawNode {
  RawTree() = default;
  RawTree(RawTree&&) = default;
  RawTree& operator=(RawTree&&) = default;

  std::vector<RawNode> inner;
};

/// What a part of a statement is, by the words it begins with.
enum class Part : std::uint8_t {
  guideline,
  version,
  applies,
  source,
  field,
  statement,
  use,
  finding,
  ask,
  also,
  code,
  define,
  score,
  by_list,
  points,
  add,
  assessment,
  advice,
  rule,
  otherwise,
  claim,
  claim_body,
  table,
  example,
  given,
  expect,
  examples,
  row,
  closing,
};

/// Where the grammar could not go on, and what it would have taken there.
struct Stop {
  text::Code code = text::Code::unreadable_text;
  std::string_view expected;
  std::size_t offset = 0;  ///< from the start of the part
};

using RawResult = std::variant<RawTree, Stop>;

/// Reads one part as the grammar has it.
RawResult read_part(Part part, std::string_view text);

}  // namespace bedside::syntax
