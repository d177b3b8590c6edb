// Takes the text of a unit, a UCUM code or everyday words; gives the unit, or why it is none.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/units/table.hpp"

namespace bedside::units {

namespace {

constexpr std::size_t longest_text = 200;
constexpr std::size_t most_whole_digits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::string unknown(std::string_view text) {
  return fmt::format("`{}` is not a unit that is known here.", text);
}

/// The same unit in UCUM's letters: both micro signs are u, raised digits are digits.
std::string in_ucum_letters(std::string_view text) {
  std::string result(text);
  for (const auto& [from, to] : {std::pair{"µ", "u"}, {"μ", "u"}, {"²", "2"}, {"³", "3"}}) {
    result = replace_all(std::move(result), from, to);
  }
  return result;
}

/// Capital prefixes whose small twins are meant nearly always: Mg is a megagram, 10^9 mg.
/// With the everyday bases they are refused; 10*6.g says it where it is meant.
bool is_likely_slip(std::string_view prefix, std::string_view base) {
  constexpr std::string_view capitals = "MPYZ";
  constexpr std::string_view bases[] = {"g", "m", "s", "l", "L", "mol", "eq", "osm", "Eq", "Osm"};
  return prefix.size() == 1 && capitals.find(prefix) != std::string_view::npos &&
         std::ranges::find(bases, base) != std::end(bases);
}

/// Reads one unit from left to right and gathers its product.
class Reader {
 public:
  Reader(std::string_view text, const Atoms& known) : text_(text), known_(known) {}

  std::variant<Unit, Unread> read() {
    if (text_ == "1") return Unit();
    if (const auto whole = known_.find(text_); whole != known_.end()) {
      const Atom& atom = whole->second;
      return Unit(std::string(text_), atom.terms, atom.dimension, atom.factor, atom.shift);
    }
    int direction = 1;
    std::size_t at = 0;
    if (text_.starts_with('/')) {
      direction = -1;
      at = 1;
    }
    while (true) {
      const std::size_t end = end_of_part(at);
      if (auto problem = read_part(text_.substr(at, end - at), direction)) return *problem;
      if (end >= text_.size()) break;
      if (auto problem = refuse_decimal(at, end)) return *problem;
      direction = text_[end] == '/' ? -1 : 1;
      at = end + 1;
    }
    return Unit(std::string(text_), std::move(terms_), dimension_, std::move(factor_), Number());
  }

 private:
  using Problem = std::optional<Unread>;

  /// Where the next `.` or `/` outside of brackets stands.
  std::size_t end_of_part(std::size_t at) const {
    char closing = 0;
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (closing != 0) {
        if (c == closing) closing = 0;
      } else if (c == '[' || c == '{') {
        closing = c == '[' ? ']' : '}';
      } else if (c == '.' || c == '/') {
        break;
      }
    }
    return at;
  }

  /// UCUM reads 1.73.m2 as 1 times 73 times m2, which nobody means.
  Problem refuse_decimal(std::size_t at, std::size_t end) const {
    if (text_[end] != '.' || !all_digits(text_.substr(at, end - at))) return std::nullopt;
    if (end + 1 >= text_.size() || !is_digit(text_[end + 1])) return std::nullopt;
    return Unread{"A unit has no decimal numbers in it: the point means a product here.", ""};
  }

  Problem read_part(std::string_view part, int direction) {
    if (part.empty()) return Unread{"There is nothing beside a `.` or `/` here.", ""};
    const std::size_t brace = part.find('{');
    const std::string_view note = brace == std::string_view::npos ? "" : part.substr(brace);
    std::string_view rest = part.substr(0, brace);
    if (!note.empty() && (note.find('}') != note.size() - 1 || note.find('{', 1) != note.npos)) {
      return Unread{"A note in `{…}` ends its part of the unit.", std::string(part)};
    }
    if (rest.empty()) return add_term(std::string(note), direction, 1);
    if (all_digits(rest)) return read_whole(rest, direction);
    const auto [base, exponent] = split_exponent(rest);
    if (base.empty() || exponent == 0 || std::abs(exponent) > most_exponent_of_a_unit) {
      return Unread{fmt::format("The power in `{}` is not between -99 and 99.", part),
                    std::string(part)};
    }
    return read_atom(base, exponent * direction, note, part);
  }

  Problem read_whole(std::string_view digits, int direction) {
    if (digits.size() > most_whole_digits) {
      return Unread{"A number in a unit has at most 15 digits.", ""};
    }
    const Number value = Number::parse(digits).value_or(Number());
    if (value.is_zero()) return Unread{"A unit has no 0 in it.", ""};
    return add_term(value == 1 ? std::string() : std::string(digits), direction, value);
  }

  /// "m2" is m and 2, "s-1" s and -1; the exponent of a text without one is 1, of one too long 0.
  static std::pair<std::string_view, int> split_exponent(std::string_view text) {
    std::size_t start = text.size();
    while (start > 0 && is_digit(text[start - 1])) --start;
    if (start == text.size()) return {text, 1};
    int size = 0;
    for (const char c : text.substr(start, 6)) size = size * 10 + (c - '0');
    if (text.size() - start > 6) size = 0;
    if (start > 0 && (text[start - 1] == '-' || text[start - 1] == '+')) {
      --start;
      if (text[start] == '-') size = -size;
    }
    return {text.substr(0, start), size};
  }

  Problem read_atom(std::string_view base, int exponent, std::string_view note,
                    std::string_view part) {
    if (const auto found = known_.find(base); found != known_.end()) {
      return add_atom(found->second, "", 0, exponent, note);
    }
    for (const Prefix& prefix : prefixes()) {
      if (!base.starts_with(prefix.code)) continue;
      const std::string_view rest = base.substr(prefix.code.size());
      const auto found = known_.find(rest);
      if (found == known_.end() || !found->second.metric) continue;
      if (is_likely_slip(prefix.code, rest)) break;
      return add_atom(found->second, prefix.code, prefix.ten_to, exponent, note);
    }
    return Unread{unknown(part), std::string(part)};
  }

  Problem add_atom(const Atom& atom, std::string_view prefix, int ten_to, int exponent,
                   std::string_view note) {
    if (!atom.shift.is_zero()) {
      return Unread{"Only K, not °C or °F, can be part of a product, quotient or power.", ""};
    }
    const Number ten = ten_to < 0 ? Number::ratio(1, 10) : Number(10);
    factor_ *= whole_power(whole_power(ten, std::abs(ten_to)) * atom.factor, exponent);
    for (const UnitTerm& term : atom.terms) {
      const std::string code = std::string(prefix) + term.code + std::string(note);
      terms_.push_back({code, term.exponent * exponent});
    }
    for (std::size_t i = 0; i < dimension_.size(); ++i) {
      const int sum = dimension_[i] + atom.dimension[i] * exponent;
      if (std::abs(sum) > most_exponent_of_a_unit) return too_large();
      dimension_[i] = static_cast<std::int8_t>(sum);
    }
    return factor_.too_large() ? Problem(too_large()) : std::nullopt;
  }

  Problem add_term(std::string code, int direction, const Number& value) {
    if (!code.empty()) terms_.push_back({std::move(code), direction});
    factor_ *= whole_power(value, direction);
    return factor_.too_large() ? Problem(too_large()) : std::nullopt;
  }

  static Unread too_large() { return {"The powers in this unit are too large.", ""}; }

  std::string_view text_;
  const Atoms& known_;
  std::vector<UnitTerm> terms_;
  Dimension dimension_{};
  Number factor_ = 1;
};

/// What is wrong with the text as a whole, before any part of it is read.
std::string fault_of_form(std::string_view text) {
  if (text.empty()) return "There is no unit here.";
  if (text.size() > longest_text) return "This is too long for a unit.";
  if (text.find_first_of("()") != text.npos) {
    return "Units have no round brackets here: write kg/m/s instead of kg/(m.s).";
  }
  const auto is_odd = [](char c) { return c == ' ' || (c >= 0 && c < ' ') || c == 127; };
  if (std::ranges::any_of(text, is_odd)) return "A unit has no blanks in it.";
  return "";
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

const Misspelling* find_misspelling(std::string_view text) {
  const std::string wanted = lower_case(text);
  const auto found = std::ranges::find(misspellings(), wanted, &Misspelling::written);
  return found == misspellings().end() ? nullptr : &*found;
}

}  // namespace

std::variant<Unit, Unread> read_unit(std::string_view text, const Atoms& known) {
  // The spelling written is what is shown; everything else is UCUM's.
  const std::string letters = in_ucum_letters(text);
  auto result = Reader(letters, known).read();
  if (Unit* unit = std::get_if<Unit>(&result); unit && letters != text) {
    return Unit(std::string(text), unit->terms(), unit->dimension(), unit->factor(), unit->shift());
  }
  return result;
}

std::variant<Unit, UnitProblem> parse_unit(std::string_view text) {
  const bool is_words = text.size() <= longest_text && atoms().contains(text);  // "per cent"
  if (!is_words) {
    if (const Misspelling* known = text.size() <= longest_text ? find_misspelling(text) : nullptr;
        known && !std::holds_alternative<Unit>(read_unit(text, atoms()))) {
      std::string what = known->why.empty() ? unknown(text) : std::string(known->why);
      return UnitProblem{std::move(what), {known->meant.begin(), known->meant.end()}};
    }
    if (std::string what = fault_of_form(text); !what.empty()) return UnitProblem{what, {}};
  }
  auto result = read_unit(text, atoms());
  if (Unit* unit = std::get_if<Unit>(&result)) return std::move(*unit);
  Unread& unread = std::get<Unread>(result);
  return UnitProblem{std::move(unread.what), near_units(text, unread.part)};
}

bool is_unit(std::string_view text) {
  if (text.size() > longest_text) return false;
  if (!atoms().contains(text) && !fault_of_form(text).empty()) return false;
  return std::holds_alternative<Unit>(read_unit(text, atoms()));
}

}  // namespace bedside::units
