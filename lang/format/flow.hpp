// Takes words with the places between them where a line may end; gives lines of at most 100
// columns, wherever they can be had.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bedside::format {

/// One line of the result, without its end. A comment behind its words is kept apart until all
/// lines are there.
struct Line {
  std::string text;
  std::string comment;
  bool goes_on = false;  ///< a comment that belongs to the one on the line above
};

inline constexpr std::size_t widest_line = 100;

/// What stands between two words. Some are line ends where their group does not fit on one line.
enum class Gap {
  none,
  blank,
  fill,  ///< a line end where the words up to the next such gap do not fit
  line,  ///< a line end, together with all others of its group
};

/// Where the lines of a group begin that does not fit on one line.
enum class Indent {
  here,   ///< under the first word of the group
  fixed,  ///< at a column of its own
};

/// A line end that must be, with the comments that stand there.
struct Break {
  struct Comment {
    std::string_view text;
    bool own_line = true;
    bool goes_on = false;
    std::optional<std::size_t> column;  ///< none: where the group's lines begin
    bool after_blank = false;
  };
  std::vector<Comment> comments;
  std::optional<std::size_t> column;
  std::size_t further = 0;  ///< so many columns behind where the group's lines begin
  bool after_blank = false;
};

/// A statement on its way to lines. Groups lie inside each other; the outer ones break first.
class Flow {
 public:
  void text(std::string words);
  /// Words that are there only where their group does not fit on one line.
  void text_if_broken(std::string words);
  void gap(Gap gap);
  void end_line(Break line_end);
  void open(Indent indent, std::size_t column = 0);
  void close();

  /// Adds the lines; a comment behind a word may still go to the last line that is there.
  void write_to(std::vector<Line>& lines, std::size_t column) const;

 private:
  friend class Writer;
  enum class Kind { text, text_if_broken, gap, end_line, open, close };
  struct Step {
    Kind kind = Kind::text;
    std::string text;
    std::size_t width = 0;
    Gap gap = Gap::none;
    Indent indent = Indent::here;
    std::size_t number = 0;  ///< a column, or the place of a break
  };

  std::vector<Step> steps_;
  std::vector<Break> breaks_;
};

}  // namespace bedside::format
