// Takes words with the places between them where a line may end; gives lines. Groups that do not
// fit are broken from the outside to the inside (D. C. Oppen, "Prettyprinting", 1980).
#include "lang/format/flow.hpp"

#include "lang/text/render.hpp"

namespace bedside::format {

void Flow::text(std::string words) {
  const auto width = text::display_width(words);
  steps_.push_back({Kind::text, std::move(words), width, Gap::none, Indent::here, 0});
}

void Flow::text_if_broken(std::string words) {
  const auto width = text::display_width(words);
  steps_.push_back({Kind::text_if_broken, std::move(words), width, Gap::none, Indent::here, 0});
}

void Flow::gap(Gap gap) { steps_.push_back({Kind::gap, "", 0, gap, Indent::here, 0}); }

void Flow::end_line(Break line_end) {
  steps_.push_back({Kind::end_line, "", 0, Gap::none, Indent::here, breaks_.size()});
  breaks_.push_back(std::move(line_end));
}

void Flow::open(Indent indent, std::size_t column) {
  steps_.push_back({Kind::open, "", 0, Gap::none, indent, column});
}

void Flow::close() { steps_.push_back({Kind::close, "", 0, Gap::none, Indent::here, 0}); }

/// Goes through the steps once; looks ahead no further than a line is wide.
class Writer {
 public:
  Writer(const Flow& flow, std::vector<Line>& lines, std::size_t column)
      : flow_(flow), lines_(lines), groups_{{true, column}} {}

  void run() {
    for (at_ = 0; at_ < flow_.steps_.size(); ++at_) take(flow_.steps_[at_]);
  }

 private:
  using Kind = Flow::Kind;
  struct Group {
    bool broken = false;
    std::size_t column = 0;
  };

  void take(const Flow::Step& step) {
    switch (step.kind) {
      case Kind::text:
        return put(step.text, step.width);
      case Kind::text_if_broken:
        if (groups_.back().broken) put(step.text, step.width);
        return;
      case Kind::gap:
        return take_gap(step.gap);
      case Kind::end_line:
        return end_line(flow_.breaks_[step.number]);
      case Kind::open:
        groups_.push_back({groups_.back().broken && !group_fits(),
                           step.indent == Indent::here ? column_ : step.number});
        return;
      case Kind::close:
        groups_.pop_back();
        return;
    }
  }

  void put(const std::string& words, std::size_t width) {
    lines_.back().text += words;
    column_ += width;
  }

  void take_gap(Gap gap) {
    if (gap == Gap::none) return;
    const bool broken = groups_.back().broken;
    if (broken && (gap == Gap::line || (gap == Gap::fill && !next_fits()))) {
      return begin_line(groups_.back().column);
    }
    put(" ", 1);
  }

  void begin_line(std::size_t column) {
    lines_.push_back({std::string(column, ' '), "", false});
    column_ = column;
  }

  void end_line(const Break& here) {
    const auto own = here.column.value_or(groups_.back().column + here.further);
    for (const auto& comment : here.comments) {
      if (!comment.own_line) {
        lines_.back().comment = comment.text;
        continue;
      }
      if (comment.after_blank) lines_.emplace_back();
      if (comment.goes_on) {
        lines_.push_back({"", std::string(comment.text), true});
      } else {
        const std::string blanks(comment.column.value_or(own), ' ');
        lines_.push_back({blanks + std::string(comment.text), "", false});
      }
    }
    if (here.after_blank) lines_.emplace_back();
    begin_line(own);
  }

  // Whether the group that opens here fits on this line, with what stands right behind it.
  bool group_fits() const { return fits(0, false); }

  // Whether the words from this gap to the next one of its group fit.
  bool next_fits() const { return fits(1, true); }

  bool fits(std::size_t width, bool to_next_gap) const {
    std::size_t depth = 1;  // 0: behind the group, where the first place to break will do
    for (auto at = at_ + 1; at < flow_.steps_.size(); ++at) {
      if (column_ + width > widest_line) return false;
      const auto& step = flow_.steps_[at];
      const bool may_end = depth == 0 || (to_next_gap && depth == 1);
      if (step.kind == Kind::end_line) return may_end;
      if (step.kind == Kind::text) width += step.width;
      if (step.kind == Kind::open && depth > 0) ++depth;
      if (step.kind == Kind::close && depth > 0) --depth;
      if (step.kind != Kind::gap || step.gap == Gap::none) continue;
      if (may_end && step.gap != Gap::blank) return true;
      ++width;
    }
    return column_ + width <= widest_line;
  }

  const Flow& flow_;
  std::vector<Line>& lines_;
  std::vector<Group> groups_;
  std::size_t at_ = 0;
  std::size_t column_ = 0;
};

void Flow::write_to(std::vector<Line>& lines, std::size_t column) const {
  Writer(*this, lines, column).run();
}

}  // namespace bedside::format
