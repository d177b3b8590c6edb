// Takes two texts; gives their unified diff: Myers' shortest edit script, in memory that grows
// with the lines alone (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
#include "lang/text/diff.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace bedside::text {
namespace {

using Number = std::int64_t;
using Lines = std::vector<std::string_view>;

constexpr Number context = 3;
/// Two stretches that differ in more lines than this on each side are shown as replaced: a
/// shorter script would take quadratic time and nobody would read it.
constexpr Number most_steps = 2000;

/// Each line with its end: so a last line without one differs from the same line with one.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines `low` up to `high` of the left text, and of the right one.
struct Box {
  Number left_low = 0;
  Number left_high = 0;
  Number right_low = 0;
  Number right_high = 0;
};

/// A run of equal lines that an edit script of least length goes through.
struct Snake {
  Number left_begin = 0;
  Number right_begin = 0;
  Number left_end = 0;
  Number right_end = 0;
};

class Differ {
 public:
  Differ(const Lines& left, const Lines& right) {
    std::unordered_map<std::string_view, int> known;
    const auto number = [&](std::string_view line) {
      return known.emplace(line, static_cast<int>(known.size())).first->second;
    };
    for (const auto line : left) left_.push_back(number(line));
    for (const auto line : right) right_.push_back(number(line));
    removed_.assign(left.size(), false);
    added_.assign(right.size(), false);
    ends_.assign(2 * (left.size() + right.size()) + 8, 0);
    compare({0, size(left_), 0, size(right_)});
  }

  const std::vector<bool>& removed() const { return removed_; }
  const std::vector<bool>& added() const { return added_; }

 private:
  template <class List>
  static Number size(const List& list) {
    return static_cast<Number>(list.size());
  }

  bool same(Number left, Number right) const {
    return left_[static_cast<std::size_t>(left)] == right_[static_cast<std::size_t>(right)];
  }

  void compare(Box box) {
    // the second half is gone through here, the first one below: no deeper than half, half, …
    while (true) {
      trim(box);
      if (box.left_low == box.left_high || box.right_low == box.right_high) return mark(box);
      const auto snake = middle(box);
      if (!snake) return mark(box);
      compare({box.left_low, snake->left_begin, box.right_low, snake->right_begin});
      box.left_low = snake->left_end;
      box.right_low = snake->right_end;
    }
  }

  void trim(Box& box) const {
    const auto more = [&] {
      return box.left_low < box.left_high && box.right_low < box.right_high;
    };
    while (more() && same(box.left_low, box.right_low)) ++box.left_low, ++box.right_low;
    while (more() && same(box.left_high - 1, box.right_high - 1)) {
      --box.left_high;
      --box.right_high;
    }
  }

  void mark(const Box& box) {
    for (auto at = box.left_low; at < box.left_high; ++at) removed_[std::size_t(at)] = true;
    for (auto at = box.right_low; at < box.right_high; ++at) added_[std::size_t(at)] = true;
  }

  /// How far the forward path on a diagonal has come (in lines of the left text), and the
  /// backward one; diagonals run from -n to n, where n is the size of the box.
  Number& forward(Number diagonal) { return ends_[std::size_t(middle_ + diagonal)]; }
  Number& backward(Number diagonal) { return ends_[std::size_t(3 * middle_ + 2 + diagonal)]; }

  /// The middle of a shortest script, searched from both ends at once; none where it is too long.
  std::optional<Snake> middle(const Box& box) {
    const auto wide = box.left_high - box.left_low;
    const auto high = box.right_high - box.right_low;
    middle_ = (wide + high + 1) / 2;
    const auto limit = std::min(middle_, most_steps);
    forward(1) = 0;
    backward(1) = 0;
    for (Number steps = 0; steps <= limit; ++steps) {
      if (const auto met = step_forward(box, steps)) return met;
      if (const auto met = step_backward(box, steps)) return met;
    }
    return std::nullopt;
  }

  std::optional<Snake> step_forward(const Box& box, Number steps) {
    const auto wide = box.left_high - box.left_low;
    const auto high = box.right_high - box.right_low;
    const auto shift = wide - high;
    for (auto diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const bool down = diagonal == -steps ||
                        (diagonal != steps && forward(diagonal - 1) < forward(diagonal + 1));
      auto left = down ? forward(diagonal + 1) : forward(diagonal - 1) + 1;
      const auto begin = left;
      while (inside(left, left - diagonal, wide, high) &&
             same(box.left_low + left, box.right_low + left - diagonal)) {
        ++left;
      }
      forward(diagonal) = left;
      const auto other = shift - diagonal;
      if (shift % 2 == 0 || other < -(steps - 1) || other > steps - 1) continue;
      if (left + backward(other) < wide || outside(left, diagonal, wide, high) ||
          outside(backward(other), other, wide, high)) {
        continue;
      }
      return Snake{box.left_low + begin, box.right_low + begin - diagonal, box.left_low + left,
                   box.right_low + left - diagonal};
    }
    return std::nullopt;
  }

  std::optional<Snake> step_backward(const Box& box, Number steps) {
    const auto wide = box.left_high - box.left_low;
    const auto high = box.right_high - box.right_low;
    const auto shift = wide - high;
    for (auto diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const bool down = diagonal == -steps ||
                        (diagonal != steps && backward(diagonal - 1) < backward(diagonal + 1));
      auto left = down ? backward(diagonal + 1) : backward(diagonal - 1) + 1;
      const auto begin = left;
      while (inside(left, left - diagonal, wide, high) &&
             same(box.left_high - left - 1, box.right_high - (left - diagonal) - 1)) {
        ++left;
      }
      backward(diagonal) = left;
      const auto other = shift - diagonal;
      if (shift % 2 != 0 || other < -steps || other > steps) continue;
      if (left + forward(other) < wide || outside(left, diagonal, wide, high) ||
          outside(forward(other), other, wide, high)) {
        continue;
      }
      return Snake{box.left_high - left, box.right_high - (left - diagonal), box.left_high - begin,
                   box.right_high - (begin - diagonal)};
    }
    return std::nullopt;
  }

  static bool inside(Number left, Number right, Number wide, Number high) {
    return left >= 0 && right >= 0 && left < wide && right < high;
  }

  /// Paths may step over the edge of the box; such a step meets nothing.
  static bool outside(Number left, Number diagonal, Number wide, Number high) {
    return left < 0 || left > wide || left - diagonal < 0 || left - diagonal > high;
  }

  std::vector<int> left_;
  std::vector<int> right_;
  std::vector<bool> removed_;
  std::vector<bool> added_;
  std::vector<Number> ends_;
  Number middle_ = 0;
};

/// Where the texts differ: lines that go, and lines that come in their place.
std::vector<Box> changes(const Lines& left, const Lines& right) {
  const Differ differ(left, right);
  const auto& removed = differ.removed();
  const auto& added = differ.added();
  std::vector<Box> found;
  std::size_t here = 0;
  std::size_t there = 0;
  while (here < left.size() || there < right.size()) {
    Box box{Number(here), 0, Number(there), 0};
    while (here < left.size() && removed[here]) ++here;
    while (there < right.size() && added[there]) ++there;
    box.left_high = Number(here);
    box.right_high = Number(there);
    if (box.left_low < box.left_high || box.right_low < box.right_high) found.push_back(box);
    if (here < left.size()) ++here;
    if (there < right.size()) ++there;
  }
  return found;
}

/// `12,3`: the first line and how many; an empty stretch is named by the line before it.
std::string range_text(Number low, Number high) {
  const auto count = high - low;
  const auto first = std::to_string(count == 0 ? low : low + 1);
  return count == 1 ? first : first + "," + std::to_string(count);
}

void write_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (line.empty() || line.back() != '\n') out += "\n\\ No newline at end of file\n";
}

void write_lines(std::string& out, char mark, const Lines& lines, Number low, Number high) {
  for (auto at = low; at < high; ++at) write_line(out, mark, lines[std::size_t(at)]);
}

/// One hunk: changes that stand so near each other that their context meets.
void write_hunk(std::string& out, const Lines& left, const Lines& right,
                const std::vector<Box>& boxes, std::size_t first, std::size_t last) {
  const auto before = std::min(context, boxes[first].left_low);
  const auto after = std::min(context, Number(left.size()) - boxes[last].left_high);
  out += "@@ -";
  out += range_text(boxes[first].left_low - before, boxes[last].left_high + after);
  out += " +";
  out += range_text(boxes[first].right_low - before, boxes[last].right_high + after);
  out += " @@\n";
  auto done = boxes[first].left_low - before;
  for (auto at = first; at <= last; ++at) {
    write_lines(out, ' ', left, done, boxes[at].left_low);
    write_lines(out, '-', left, boxes[at].left_low, boxes[at].left_high);
    write_lines(out, '+', right, boxes[at].right_low, boxes[at].right_high);
    done = boxes[at].left_high;
  }
  write_lines(out, ' ', left, done, done + after);
}

/// `a/PATH` as git writes it: quoted where the path holds a mark that would end it.
std::string side(std::string_view prefix, std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.starts_with("/")) path.remove_prefix(1);
  std::string inside(prefix);
  bool marked = false;
  for (const char letter : path) {
    const auto code = static_cast<unsigned char>(letter);
    if (code >= 0x20 && code != 0x7f && letter != '"' && letter != '\\') {
      inside += letter;
      continue;
    }
    inside += fmt::format("\\{:03o}", code);
    marked = true;
  }
  if (marked) return '"' + inside + '"';
  return path.find(' ') == std::string_view::npos ? inside : inside + '\t';
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto left = lines_of(before);
  const auto right = lines_of(after);
  const auto boxes = changes(left, right);
  std::string out = "--- " + side("a/", path) + "\n+++ " + side("b/", path) + "\n";
  for (std::size_t first = 0; first < boxes.size();) {
    auto last = first;
    while (last + 1 < boxes.size() &&
           boxes[last + 1].left_low - boxes[last].left_high <= 2 * context) {
      ++last;
    }
    write_hunk(out, left, right, boxes, first, last);
    first = last + 1;
  }
  return out;
}

}  // namespace bedside::text
