// Takes a condition of the small model; gives it in words, in any spelling of language.md, section
// 4, that stays unambiguous where it stands.
#include <cctype>

#include "tests/agree/vocabulary.hpp"
#include "tests/agree/write.hpp"

namespace bedside::agree {

namespace {

using Kind = Condition::Kind;

/// What may stand here without parentheses or further words.
struct Place {
  bool chain = false;   ///< `a and b`
  bool bare = true;     ///< a name alone; not behind `no X and …`
  bool prefix = true;   ///< `localized calcification`
  bool values = true;   ///< `calcification is a or b`
  bool between = true;  ///< `between 1 and 2`
};

class ConditionWriter {
 public:
  ConditionWriter(Draw& style, const Model& model) : style_(style), model_(model) {}

  std::string condition(const Condition& condition, Place place);
  std::string chain(const std::vector<Condition>& parts, const std::string& joint);
  std::string number(const Number& number, bool inner);
  std::string half(const Number& number);

 private:
  std::string name(const std::string& plain);
  std::string present(const std::string& name, Place place, const char* long_form);
  std::string absent(const std::string& name);
  std::string values(const Condition& condition, Place place);
  std::string group(const Condition& condition);
  std::string negation(const Condition& condition);
  std::string assessed(const Condition& condition, Place place);
  std::string yes_no_assessed(const Condition& condition, Place place);
  std::string compared(const Condition& condition, Place place);
  std::string comparison(Comparison comparison, bool plain_right);
  std::string amount(Value value, const std::string& unit);
  std::string range(const Condition& condition, const std::string& unit, Place place);
  std::string unit_of(const Condition& condition) const;
  bool heads() { return style_.chance(50); }

  Draw& style_;
  const Model& model_;
};

// "Case and white space don't matter in names."
std::string ConditionWriter::name(const std::string& plain) {
  std::string result = plain;
  if (plain[0] != '"' && style_.chance(5)) {
    for (char& c : result) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  }
  return result;
}

std::string ConditionWriter::present(const std::string& name, Place place, const char* long_form) {
  return place.bare && style_.chance(65) ? name : name + long_form;
}

std::string ConditionWriter::absent(const std::string& name) {
  static const std::vector<std::string> before = {"no ", "no ", "not ", "without "};
  return style_.chance(20) ? name + " is absent" : style_.pick(before) + name;
}

std::string ConditionWriter::values(const Condition& condition, Place place) {
  const Finding& finding = model_.findings[condition.index];
  const std::string subject = name(finding.name);
  std::vector<std::string> values;
  for (const Value value : condition.values) {
    values.push_back(finding.values[static_cast<std::size_t>(value)]);
  }
  if (condition.kind == Kind::not_value) return subject + " is not " + values[0];
  if (values.size() == 1) {
    if (place.prefix && style_.chance(30)) return values[0] + " " + subject;
    return subject + (heads() ? " is " : " ") + values[0];
  }
  style_.shuffle(values);
  const bool alternatives = heads();
  std::string list = values[0];
  const std::string joint = alternatives ? " or " : ", ";
  for (std::size_t i = 1; i < values.size(); ++i) list += joint + values[i];
  if (!alternatives) return subject + " is one of (" + list + ")";
  return place.values ? subject + " is " + list : "(" + subject + " is " + list + ")";
}

std::string ConditionWriter::amount(Value value, const std::string& unit) {
  if (unit.empty()) return decimal(value);
  const std::string blank = style_.chance(30) ? "" : " ";
  if (unit == "mm" && value % 10 == 0 && style_.chance(30)) {
    return decimal(value / 10) + blank + "cm";
  }
  return decimal(value) + (style_.chance(35) ? "" : blank + unit);
}

std::string ConditionWriter::comparison(Comparison comparison, bool plain_right) {
  static const std::vector<std::vector<std::string>> words = {
      {"at least", "is at least", ">="},
      {"at most", "is at most", "<="},
      {"more than", "greater than", "above", "over", "is more than", "is above", ">"},
      {"less than", "below", "under", "is less than", "is below", "<"},
      {"exactly", "is exactly", "=", "is"},
      {"is not"}};
  const auto& choice = words[static_cast<std::size_t>(comparison)];
  // `visits is admissions` would say that a number is a name.
  if (!plain_right && comparison == Comparison::equal) return choice[style_.below(3)];
  return style_.pick(choice);
}

std::string ConditionWriter::range(const Condition& condition, const std::string& unit,
                                   Place place) {
  const Value low = condition.numbers[1].constant;
  const Value high = condition.numbers[2].constant;
  std::string first = decimal(low);
  std::string last = decimal(high);
  if (!unit.empty() && heads())
    last += " " + unit;  // said once is enough
  else if (!unit.empty() && heads()) {
    first += " " + unit;
    last = unit == "mm" && high % 10 == 0 ? decimal(high / 10) + " cm" : last + unit;
  }
  if (condition.comparison == Comparison::half_open) return "from " + first + " to below " + last;
  if (!place.between || heads()) return "from " + first + " to " + last;
  return std::string(heads() ? "is " : "") + "between " + first + " and " + last;
}

std::string ConditionWriter::unit_of(const Condition& condition) const {
  const Number& subject = condition.numbers[0];
  return subject.kind == Number::Kind::finding ? model_.findings[subject.index].unit : "";
}

std::string ConditionWriter::compared(const Condition& condition, Place place) {
  if (condition.kind == Kind::ordered) {
    const Finding& finding = model_.findings[condition.index];
    return name(finding.name) + " " + comparison(condition.comparison, true) + " " +
           finding.values[static_cast<std::size_t>(condition.values[0])];
  }
  const bool any_item = condition.kind == Kind::any_item;
  const std::string of = any_item ? "any item of " : "";
  const std::string subject = of + number(condition.numbers[0], false);
  if (condition.comparison >= Comparison::between) {
    return subject + " " + range(condition, unit_of(condition), place);
  }
  const Number& right = condition.numbers[1];
  if (right.kind == Number::Kind::constant) {
    return subject + " " + comparison(condition.comparison, true) + " " +
           amount(right.constant, any_item ? "" : unit_of(condition));
  }
  if (condition.comparison == Comparison::unequal) {
    return "not (" + subject + " = " + number(right, false) + ")";
  }
  return subject + " " + comparison(condition.comparison, false) + " " + number(right, false);
}

std::string ConditionWriter::yes_no_assessed(const Condition& condition, Place place) {
  const std::string subject = name(model_.assessments[condition.index].name);
  const bool yes = condition.values[0] == 1;
  if (condition.kind == Kind::assessed) {
    return yes ? present(subject, place, " is yes") : "no " + subject;
  }
  if (!yes) return "not (no " + subject + ")";
  return heads() ? "not " + subject : subject + " is not yes";
}

std::string ConditionWriter::assessed(const Condition& condition, Place place) {
  const Assessment& assessment = model_.assessments[condition.index];
  if (assessment.kind == AssessmentKind::yes_no) return yes_no_assessed(condition, place);
  const std::string subject = name(assessment.name);
  const std::string level = assessment.levels[static_cast<std::size_t>(condition.values[0])];
  if (condition.kind == Kind::not_assessed) return subject + " is not " + level;
  if (condition.kind == Kind::assessed_at_least) {
    return subject + " " + comparison(Comparison::at_least, true) + " " + level;
  }
  if (condition.values.size() == 1) return subject + " is " + level;
  const std::string both = subject + " is " + level + " or " +
                           assessment.levels[static_cast<std::size_t>(condition.values[1])];
  return place.values ? both : "(" + both + ")";
}

std::string ConditionWriter::negation(const Condition& condition) {
  const Condition& part = condition.parts[0];
  if (part.kind == Kind::finding) return absent(name(model_.findings[part.index].name));
  if (part.kind == Kind::definition) return absent(name(model_.definitions[part.index].name));
  return "not (" + this->condition(part, {true, true, true, true, true}) + ")";
}

std::string ConditionWriter::chain(const std::vector<Condition>& given, const std::string& joint) {
  std::vector<Condition> parts = given;
  style_.shuffle(parts);
  const bool alternatives = joint == " or ";
  std::string result;
  bool negated = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool free = !alternatives || i == 0;
    const std::string text = condition(parts[i], {false, !negated, free, !alternatives, true});
    negated = negated || text.rfind("no", 0) == 0 || text.rfind("without ", 0) == 0;
    result += (i == 0 ? "" : joint) + text;
  }
  return result;
}

std::string ConditionWriter::group(const Condition& condition) {
  std::vector<Condition> parts = condition.parts;
  style_.shuffle(parts);
  std::string result;
  switch (condition.kind) {
    case Kind::all:
      result = "all of (";
      break;
    case Kind::any:
      result = "any of (";
      break;
    case Kind::none:
      result = "none of (";
      break;
    case Kind::count_at_least:
      result = "at least " + std::to_string(condition.count) + " of (";
      break;
    case Kind::count_at_most:
      result = "at most " + std::to_string(condition.count) + " of (";
      break;
    default:
      result = "exactly " + std::to_string(condition.count) + " of (";
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    result += (i == 0 ? "" : ", ") + this->condition(parts[i], {false, true, true, false, false});
  }
  return result + ")";
}

std::string ConditionWriter::condition(const Condition& condition, Place place) {
  switch (condition.kind) {
    case Kind::finding:
      return present(name(model_.findings[condition.index].name), place,
                     heads() ? " is present" : " is yes");
    case Kind::definition:
      return present(name(model_.definitions[condition.index].name), place, " is present");
    case Kind::values:
    case Kind::not_value:
      return values(condition, place);
    case Kind::ordered:
    case Kind::number:
    case Kind::any_item:
      return compared(condition, place);
    case Kind::assessed:
    case Kind::not_assessed:
    case Kind::assessed_at_least:
      return assessed(condition, place);
    case Kind::recorded:
      return name(model_.findings[condition.index].name) + " is recorded";
    case Kind::not_recorded:
      return name(model_.findings[condition.index].name) + " is not recorded";
    case Kind::negation:
      return negation(condition);
    case Kind::all:
    case Kind::any: {
      if (condition.group) return group(condition);
      const char* const joint = condition.kind == Kind::all ? " and " : " or ";
      const std::string text = chain(condition.parts, joint);
      return place.chain ? text : "(" + text + ")";
    }
    default:
      return group(condition);
  }
}

std::string ConditionWriter::half(const Number& number) {
  const std::string of = this->number(number.operands[0], true);
  const std::string text = heads() ? of + " / 2" : heads() ? of + " * 0.5" : "0.5 * " + of;
  if (number.kind == Number::Kind::rounded_half) return "round(" + text + ")";
  if (number.kind == Number::Kind::floor_of_half) return "floor(" + text + ")";
  return number.kind == Number::Kind::half ? text : "ceiling(" + text + ")";
}

std::string ConditionWriter::number(const Number& number, bool inner) {
  switch (number.kind) {
    case Number::Kind::constant:
      return decimal(number.constant);
    case Number::Kind::finding:
      return name(model_.findings[number.index].name);
    case Number::Kind::definition:
      return name(model_.numbers[number.index].name);
    case Number::Kind::score:
      return name(model_.scores[number.index].name);
    default:
      break;
  }
  if (number.kind >= Number::Kind::half) return half(number);
  std::vector<std::string> operands;
  const bool call = number.kind >= Number::Kind::minimum;
  for (const Number& operand : number.operands) operands.push_back(this->number(operand, !call));
  if (number.kind != Number::Kind::difference) style_.shuffle(operands);
  const std::string sign = call                                      ? ", "
                           : number.kind == Number::Kind::sum        ? " + "
                           : number.kind == Number::Kind::difference ? " - "
                                                                     : " * ";
  std::string text = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) text += sign + operands[i];
  if (number.kind == Number::Kind::minimum) return "minimum of (" + text + ")";
  if (number.kind == Number::Kind::maximum) return "maximum of (" + text + ")";
  return inner || style_.chance(40) ? "(" + text + ")" : text;
}

}  // namespace

std::string decimal(Value value) {
  const Value size = value < 0 ? -value : value;
  std::string text = (value < 0 ? "-" : "") + std::to_string(size / one);
  std::string rest = std::to_string(size % one + one).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? text : text + "." + rest;
}

std::string write_condition(Draw& style, const Model& model, const Condition& condition) {
  return ConditionWriter(style, model).condition(condition, {true, true, true, true, true});
}

std::string write_number(Draw& style, const Model& model, const Number& number) {
  return ConditionWriter(style, model).number(number, false);
}

std::string write_facts(Draw& style, const Model& model, const std::vector<Condition>& facts) {
  if (style.chance(20)) return ConditionWriter(style, model).chain(facts, " and ");
  std::vector<Condition> order = facts;
  style.shuffle(order);
  std::string text;
  for (const Condition& fact : order) {
    text += (text.empty() ? "" : ", ") +
            ConditionWriter(style, model).condition(fact, {false, true, true, true, true});
  }
  return text;
}

}  // namespace bedside::agree
