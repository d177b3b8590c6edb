// Takes a condition of a rule set; gives it in one form, however it is written.
#include "lang/meaning/canonical_conditions.hpp"

#include <map>

#include "lang/meaning/canonical_numbers.hpp"

namespace bedside::meaning {

namespace {

/// A condition in its form; what an `and` or `or` joins stays apart, so that one may go up into
/// another.
struct Form {
  std::string text;
  char join = ' ';  ///< 'a'nd, 'o'r
  std::vector<Form> parts;
};
using Forms = std::vector<Form>;

const char* const always = "(always)";
const char* const never = "(never)";

Texts texts_of(const Forms& forms) {
  Texts texts;
  for (const Form& form : forms) texts.push_back(form.text);
  return sorted(std::move(texts));
}

Form joined(char join, Forms forms) {
  const std::string_view neutral = join == 'a' ? always : never;
  const std::string_view decides = join == 'a' ? never : always;
  std::map<std::string, Form> parts;  // each once, in order
  const auto add = [&](Form&& form) { parts.try_emplace(form.text, std::move(form)); };
  for (Form& form : forms) {
    if (form.text == neutral) continue;
    if (form.text == decides) return {std::string(decides), ' ', {}};
    if (form.join != join) {
      add(std::move(form));
    } else {
      for (Form& part : form.parts) add(std::move(part));
    }
  }
  if (parts.empty()) return {std::string(neutral), ' ', {}};
  if (parts.size() == 1) return std::move(parts.begin()->second);
  Form result{"", join, {}};
  for (auto& [text, form] : parts) result.parts.push_back(std::move(form));
  result.text = in_brackets(join == 'a' ? "and" : "or", texts_of(result.parts));
  return result;
}

class Conditions {
 public:
  explicit Conditions(const RuleSet& rules) : rules_(rules) {}

  // The condition, or (not `holds`) its negation.
  Form of(ConditionId id, bool holds) {
    return std::visit([&](const auto& kind) { return of_kind(kind, holds); }, rules_.at(id).kind);
  }

 private:
  static Form literal(std::string text, bool holds) {
    return {holds ? std::move(text) : in_brackets("not", {text}), ' ', {}};
  }

  Forms all_of(const std::vector<ConditionId>& ids, bool holds) {
    Forms forms;
    for (const ConditionId id : ids) forms.push_back(of(id, holds));
    return forms;
  }

  // A finding always has one of its values, so that "not these" is "one of the others".
  Form of_kind(const IsValue& condition, bool holds) {
    const Finding& finding = rules_.at(condition.finding);
    const Values values = holds ? condition.values : condition.values.rest(finding.values.size());
    Texts texts{quoted(finding.name)};
    for (const std::size_t value : values.list()) texts.push_back(quoted(finding.values.at(value)));
    return {in_brackets("is", texts), ' ', {}};
  }

  // A number always lies somewhere in its domain; where it is undefined, both are unknown.
  Form of_kind(const Within& condition, bool holds) {
    const Quantity& quantity = rules_.at(condition.quantity);
    std::vector<Range> ranges{condition.range};
    if (!holds) ranges = subtract(quantity.domain, ranges, quantity.grid);
    ranges = ranges_in_one_form(quantity, ranges);
    return {measured(rules_, condition.quantity).text_of(std::move(ranges)), ' ', {}};
  }

  // An assessment without a value has none of its levels.
  Form of_kind(const IsLevel& condition, bool holds) {
    const Assessment& assessment = rules_.at(condition.assessment);
    Texts texts{quoted(assessment.name)};
    for (const std::size_t level : condition.levels.list()) {
      texts.push_back(quoted(assessment.levels.at(level)));
    }
    return literal(in_brackets("level", texts), holds);
  }

  Form of_kind(const AnyItem& condition, bool holds) {
    const Texts texts{quoted(rules_.at(condition.score).name), text_of(condition.range)};
    return literal(in_brackets("item", texts), holds);
  }
  Form of_kind(const IsRecorded& condition, bool holds) {
    const Texts texts{quoted(rules_.at(condition.finding).name)};
    return literal(in_brackets("recorded", texts), holds);
  }
  Form of_kind(const Defined& condition, bool holds) {
    const Texts texts{quoted(rules_.at(condition.definition).name)};
    return literal(in_brackets("defined", texts), holds);
  }
  Form of_kind(const Not& condition, bool holds) { return of(condition.operand, !holds); }
  Form of_kind(const All& condition, bool holds) {
    return joined(holds ? 'a' : 'o', all_of(condition.operands, holds));
  }
  Form of_kind(const Any& condition, bool holds) {
    return joined(holds ? 'o' : 'a', all_of(condition.operands, holds));
  }

  Form of_kind(const Count& condition, bool holds) {
    const auto& [operands, least, most] = condition;
    const std::size_t size = operands.size();
    if (least > most || least > size) return {holds ? never : always, ' ', {}};
    if (most >= size) {
      // Fewer than so many hold where so many of their negations do.
      return holds ? at_least(least, operands, true) : at_least(size + 1 - least, operands, false);
    }
    if (least == 0) {
      return holds ? at_least(size - most, operands, false) : at_least(most + 1, operands, true);
    }
    Texts texts = texts_of(all_of(operands, true));
    texts.insert(texts.begin(), {std::to_string(least), std::to_string(most)});
    return literal(in_brackets("count", texts), holds);
  }

  Form at_least(std::size_t count, const std::vector<ConditionId>& operands, bool holds) {
    if (count == 0) return {always, ' ', {}};
    if (count > operands.size()) return {never, ' ', {}};
    Forms forms = all_of(operands, holds);
    if (count == 1) return joined('o', std::move(forms));
    if (count == operands.size()) return joined('a', std::move(forms));
    Texts texts = texts_of(forms);
    texts.insert(texts.begin(), std::to_string(count));
    return {in_brackets("at-least", texts), ' ', {}};
  }

  const RuleSet& rules_;
};

}  // namespace

std::string condition_text(const RuleSet& rules, ConditionId id) {
  return Conditions(rules).of(id, true).text;
}

}  // namespace bedside::meaning
