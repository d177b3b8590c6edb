// Takes findings that may be touched; gives the values of them that bring a goal.
#include "interpreter/explain/boxes.hpp"

#include <algorithm>

namespace bedside::explain {

using namespace meaning;
using evaluate::Evaluation;
using evaluate::Possible;
using evaluate::Record;

namespace {

/// More combinations of values than these are not tried one by one to show them as one way.
constexpr std::size_t most_combinations = 64;

/// Of numbers that are computed with, so many tries for one set of findings.
constexpr std::size_t most_tries_inexact = 3'000;

Possible together(const Touch& touch, const std::vector<std::size_t>& places) {
  Possible sum = touch.classes.at(places.front());
  for (const std::size_t place : places) {
    const Possible& part = touch.classes.at(place);
    sum.values |= part.values;
    if (!part.range.empty()) sum.range = hull(sum.range, part.range);
  }
  return sum;
}

bool is_within(const std::vector<std::vector<std::size_t>>& inner,
               const std::vector<std::vector<std::size_t>>& outer) {
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (!std::includes(outer[i].begin(), outer[i].end(), inner[i].begin(), inner[i].end())) {
      return false;
    }
  }
  return true;
}

/// Numbers that look drawn, and are the same every time.
std::size_t drawn(std::size_t way, std::size_t subject) {
  std::uint64_t mixed = (way * 1'000'003 + subject + 1) * 0x9E3779B97F4A7C15U;
  mixed ^= mixed >> 29;
  return static_cast<std::size_t>(mixed * 0xBF58476D1CE4E5B9U >> 33);
}

}  // namespace

// ---- Tries ---------------------------------------------------------------------------------

Evaluation Trier::of(const Record& record) {
  ++tries_;
  return evaluate::conclude(question_.rules(), record);
}

bool Trier::set_fates(Record& record, const std::vector<std::size_t>& except,
                      std::size_t way) const {
  bool any = false;
  for (std::size_t i = 0; i < question_.subjects().size(); ++i) {
    if (std::find(except.begin(), except.end(), i) != except.end()) continue;
    const Subject& subject = question_.subjects()[i];
    const Possible& now = question_.now().at(subject.finding);
    const Finding& finding = question_.rules().at(subject.finding);
    if (evaluate::is_settled(now, finding)) continue;
    std::vector<std::size_t> open;
    for (std::size_t k = 0; k < subject.classes.size(); ++k) {
      const Possible& part = subject.classes[k];
      const bool inside = finding.kind == FindingKind::number ? within(part.range, now.range)
                                                              : part.values.within(now.values);
      if (inside) open.push_back(k);
    }
    if (open.empty()) continue;
    const auto helps = [&](std::size_t a, std::size_t b) {
      return subject.helps[a] < subject.helps[b];
    };
    const std::size_t chosen = way == 0   ? *std::min_element(open.begin(), open.end(), helps)
                               : way == 1 ? open.front()
                               : way == 2 ? open.back()
                                          : open[drawn(way, i) % open.size()];
    question_.set_fate(record, i, subject.classes[chosen]);
    any = true;
  }
  return any;
}

// ---- Boxes ---------------------------------------------------------------------------------

void Boxes::solve(const std::vector<std::size_t>& subjects) {
  std::vector<std::size_t> places(subjects.size(), 0);
  for (;;) {
    Axes axes;
    std::size_t different = 0;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const Touch& touch = question_.subjects().at(subjects[i]).touches.at(places[i]);
      axes.push_back({subjects[i], &touch});
      different += touch.different ? 1U : 0U;
    }
    const bool worse =
        !ways_.empty() && (different > different_ || (more_ && different == different_));
    if (!worse) solve_axes(axes);
    std::size_t digit = 0;
    while (digit < places.size() &&
           ++places[digit] == question_.subjects().at(subjects[digit]).touches.size()) {
      places[digit++] = 0;
    }
    if (digit == places.size() || trier_.spent()) return;
  }
}

void Boxes::solve_axes(const Axes& axes) {
  Box whole;
  bool exact = true;
  for (const Axis& axis : axes) {
    exact = exact && axis.touch->exact;
    std::vector<std::size_t>& places = whole.emplace_back();
    for (std::size_t i = 0; i < axis.touch->classes.size(); ++i) places.push_back(i);
  }
  seen_.clear();
  std::vector<Box> doubtful;
  const std::size_t limit = exact ? ~std::size_t{0} : trier_.tries() + most_tries_inexact;
  std::vector<Box> open{whole};
  while (!open.empty()) {
    if (trier_.spent() || trier_.tries() > limit) {
      unresolved_ = true;
      return;
    }
    const Box box = std::move(open.back());
    open.pop_back();
    const auto covers = [&](const Box& other) { return is_within(box, other); };
    if (std::any_of(seen_.begin(), seen_.end(), covers)) continue;
    const Evaluation evaluation = trier_.of(record_of(axes, box));
    if (each_brings(axes, box, evaluation)) {
      add(axes, box);
      if (more_) return;
    } else if (question_.allows(evaluation)) {
      std::vector<Box> parts = halves(axes, box);
      if (parts.empty() && !exact && can_come(axes, box)) doubtful.push_back(box);
      for (Box& part : parts) open.push_back(std::move(part));
    }
  }
  // What lies right beside a way that was found is its own edge.
  const auto is_edge = [&](const Box& box) {
    return std::any_of(seen_.begin(), seen_.end(),
                       [&](const Box& other) { return touches(axes, box, other); });
  };
  if (!std::all_of(doubtful.begin(), doubtful.end(), is_edge)) unresolved_ = true;
}

bool Boxes::touches(const Axes& axes, const Box& box, const Box& other) const {
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::size_t reach = is_number(axes[i]) ? 1 : 0;
    const std::size_t place = box[i].front();
    const auto near = [&](std::size_t each) {
      return each <= place + reach && place <= each + reach;
    };
    if (std::none_of(other[i].begin(), other[i].end(), near)) return false;
  }
  return true;
}

std::vector<Boxes::Box> Boxes::halves(const Axes& axes, const Box& box) const {
  std::size_t widest = 0;
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (box[i].size() > box[widest].size()) widest = i;
  }
  if (box.empty() || box[widest].size() < 2) return {};
  std::vector<Box> parts{box, box};
  const auto middle = static_cast<std::ptrdiff_t>(box[widest].size() / 2);
  parts[0][widest].assign(box[widest].begin() + middle, box[widest].end());
  parts[1][widest].assign(box[widest].begin(), box[widest].begin() + middle);
  // The one that is pushed last is tried next: the lower one, or the one nearer to the record.
  const bool upper = is_number(axes[widest]) && distance(axes[widest], parts[0][widest]) <
                                                    distance(axes[widest], parts[1][widest]);
  if (upper) std::swap(parts[0], parts[1]);
  return parts;
}

// From what is recorded; else from nothing, or from where the finding's domain begins.
Number Boxes::distance(const Axis& axis, const std::vector<std::size_t>& places) const {
  const Range range = together(*axis.touch, places).range;
  const Range& now = question_.now().at(axis.touch->finding).range;
  const Number from = now.has_low ? now.low : now.has_high ? now.high : Number(0);
  if (range.has_low && range.low > from) return range.low - from;
  if (range.has_high && range.high < from) return from - range.high;
  return 0;
}

// A class of a number that is computed with may still hold a value that does; not so where some
// fate of the findings that stay open leaves the goal out of reach.
bool Boxes::can_come(const Axes& axes, const Box& box) {
  std::vector<std::size_t> touched;
  for (const Axis& axis : axes) touched.push_back(axis.subject);
  for (std::size_t way = 0; way < ways_of_fate; ++way) {
    Record record = record_of(axes, box);
    if (!trier_.set_fates(record, touched, way)) return true;
    if (!question_.may_conclude(trier_.of(record))) return false;
  }
  return true;
}

void Boxes::add(const Axes& axes, Box box) {
  widen(axes, box);
  std::size_t different = 0;
  for (const Axis& axis : axes) different += axis.touch->different ? 1U : 0U;
  if (ways_.empty() || different < different_) {
    ways_.clear();
    more_ = false;
    different_ = different;
  }
  seen_.push_back(box);
  if (ways_.size() == most_ways) {
    more_ = true;
    return;
  }
  Way way = way_of(axes, box);
  sharpen(axes, way);
  std::sort(way.begin(), way.end(),
            [](const Change& a, const Change& b) { return a.finding < b.finding; });
  ways_.push_back(std::move(way));
}

// As far as it goes: of numbers to both sides, of lists any other value.
void Boxes::widen(const Axes& axes, Box& box) {
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::size_t count = axes[i].touch->classes.size();
    const auto try_with = [&](std::size_t place) {
      Box wider = box;
      auto& places = wider[i];
      places.insert(std::upper_bound(places.begin(), places.end(), place), place);
      if (!brings(axes, wider)) return false;
      box = std::move(wider);
      return true;
    };
    if (is_number(axes[i])) {
      while (box[i].front() > 0 && try_with(box[i].front() - 1)) continue;
      while (box[i].back() + 1 < count && try_with(box[i].back() + 1)) continue;
      continue;
    }
    for (std::size_t place = 0; place < count; ++place) {
      if (!std::binary_search(box[i].begin(), box[i].end(), place)) try_with(place);
    }
  }
}

bool Boxes::brings(const Axes& axes, const Box& box) {
  return each_brings(axes, box, trier_.of(record_of(axes, box)));
}

// A level that is provisional with a set of values need not be the value with each of them.
bool Boxes::each_brings(const Axes& axes, const Box& box, const Evaluation& evaluation) {
  if (!question_.brings(evaluation)) return false;
  if (question_.stays(evaluation)) return true;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < box.size(); ++i) {
    combinations *= box[i].size();
    if (combinations > most_combinations) return false;
    const auto is_point = [&](std::size_t place) {
      return axes[i].touch->exact || axes[i].touch->classes[place].range.is_point();
    };
    if (!std::all_of(box[i].begin(), box[i].end(), is_point)) return false;
  }
  if (combinations == 1) return true;
  for (std::size_t n = 0; n < combinations; ++n) {
    Box single;
    std::size_t rest = n;
    for (const auto& places : box) {
      single.push_back({places[rest % places.size()]});
      rest /= places.size();
    }
    if (!question_.brings(trier_.of(record_of(axes, single)))) return false;
  }
  return true;
}

namespace {

/// The end of a range, moved outwards by tenths as long as that does.
template <class Try>
void move_end(Range& range, bool low, const Number& step, const Try& does) {
  for (int k = 0; k < 9; ++k) {
    Range wider = range;
    (low ? wider.low : wider.high) = low ? range.low - step : range.high + step;
    (low ? wider.low_open : wider.high_open) = false;
    if (!does(wider)) return;
    range = wider;
  }
}

}  // namespace

namespace {

/// How wide the class is that lies below (or above) the range; zero where there is none, or it has
/// no end.
Number width_beside(const std::vector<Possible>& classes, const Range& range, bool low) {
  for (const Possible& each : classes) {
    if (!each.range.has_low || !each.range.has_high || each.range.is_point()) continue;
    const bool beside = low ? each.range.high == range.low : each.range.low == range.high;
    if (beside) return each.range.high - each.range.low;
  }
  return 0;
}

}  // namespace

// The classes of a number that is computed with end at rather round numbers; the true end lies up
// to one step further out. Two digits more are enough for a reader.
void Boxes::sharpen(const Axes& axes, Way& way) {
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (axes[i].touch->exact) continue;
    const std::vector<Possible>& classes = axes[i].touch->classes;
    const Finding& finding = question_.rules().at(axes[i].touch->finding);
    const auto does = [&](const Range& wider) {
      if (none_in(wider, finding.grid) || !within(wider, finding.range)) return false;
      Way tried = way;
      tried[i].to.range = snap(wider, finding.grid);
      const Evaluation evaluation = trier_.of(record_of(axes, tried));
      return question_.brings(evaluation) && question_.stays(evaluation);
    };
    for (const bool low : {true, false}) {
      Range& range = way[i].to.range;
      if (low ? !range.has_low : !range.has_high) continue;
      Number step = width_beside(classes, range, low);
      for (int digit = 0; digit < 2 && !step.is_zero(); ++digit) {
        step = *units::divide(step, 10);
        if (finding.grid && !finding.grid->has(finding.grid->origin + step)) break;
        move_end(range, low, step, does);
      }
    }
  }
}

Record Boxes::record_of(const Axes& axes, const Box& box) const {
  Record record = question_.now();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    question_.set_touched(record, axes[i].subject, *axes[i].touch,
                          together(*axes[i].touch, box[i]));
  }
  return record;
}

Record Boxes::record_of(const Axes& axes, const Way& way) const {
  Record record = question_.now();
  for (std::size_t i = 0; i < axes.size(); ++i) {
    question_.set_touched(record, axes[i].subject, *axes[i].touch, way[i].to);
  }
  return record;
}

bool Boxes::is_number(const Axis& axis) const {
  return question_.rules().at(axis.touch->finding).kind == FindingKind::number;
}

Way Boxes::way_of(const Axes& axes, const Box& box) const {
  Way way;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const Touch& touch = *axes[i].touch;
    way.push_back({touch.finding, touch.different, touch.forget, together(touch, box[i])});
  }
  return way;
}

// ---- One way, quickly ----------------------------------------------------------------------

// Everything is free at first; one finding after the other is left as it is where the goal stays in
// reach, else given the first value that leaves it there.
void Boxes::find_some_way() {
  Record record = question_.now();
  const std::size_t count = question_.subjects().size();
  for (std::size_t i = 0; i < count; ++i) question_.set_free(record, i);
  Axes axes;
  Box box;
  for (std::size_t i = 0; i < count; ++i) settle(i, record, axes, box);
  const auto does = [&](const Axes& some, const Box& values) {
    return question_.brings(evaluate::conclude(question_.rules(), record_of(some, values)));
  };
  if (!does(axes, box)) return;
  for (std::size_t i = axes.size(); i-- > 0;) {
    Axes fewer = axes;
    Box values = box;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(i));
    if (!does(fewer, values)) continue;
    axes = std::move(fewer);
    box = std::move(values);
  }
  seen_.clear();
  add(axes, box);
}

void Boxes::settle(std::size_t index, Record& record, Axes& axes, Box& box) const {
  const auto in_reach = [&](const Record& tried) {
    return question_.allows(evaluate::conclude(question_.rules(), tried));
  };
  const Subject& subject = question_.subjects()[index];
  Record tried = record;
  question_.set_now(tried, index);
  if (question_.now().at(subject.finding).recorded && in_reach(tried)) {
    record = std::move(tried);
    return;
  }
  for (const Touch& touch : subject.touches) {
    for (std::size_t k = 0; k < std::min(touch.classes.size(), most_combinations); ++k) {
      question_.set_touched(tried, index, touch, touch.classes[k]);
      if (!in_reach(tried)) continue;
      record = std::move(tried);
      axes.push_back({index, &touch});
      box.push_back({k});
      return;
    }
  }
}

}  // namespace bedside::explain
