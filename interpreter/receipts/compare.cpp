// Takes two results of one patient as JSON; gives what differs, field by field.
#include "interpreter/receipts/compare.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "interpreter/receipts/json.hpp"

namespace bedside::receipts {

namespace {

// Its objects are sorted, so that one order of their members is like another.
using Json = nlohmann::json;

std::string shown(const Json* json) {
  if (json == nullptr) return "nothing";
  if (json->is_string()) return json->get<std::string>();
  return json->dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool lists_rules(const Json& json) {
  return json.is_array() && !json.empty() && std::all_of(json.begin(), json.end(), [](auto& each) {
           return each.is_object() && each.contains("rule") && each["rule"].is_string();
         });
}

// By rule: what is said of it. One may be overridden by several.
Json by_rule(const Json& list) {
  std::map<std::string, std::vector<Json>> found;
  for (Json each : list) {
    const std::string rule = each["rule"].get<std::string>();
    each.erase("rule");
    found[rule].push_back(std::move(each));
  }
  Json result = Json::object();
  for (auto& [rule, each] : found) {
    std::sort(each.begin(), each.end());
    result[rule] = each.size() == 1 ? std::move(each.front()) : Json(std::move(each));
  }
  return result;
}

class Comparer {
 public:
  explicit Comparer(bool other_rules) : other_rules_(other_rules) {}

  std::vector<Difference> found;

  void compare(const Json* before, const Json* now) {
    if (before == nullptr || now == nullptr) {
      const Json& there = before == nullptr ? *now : *before;
      if (there.is_object()) return one_side(there, before != nullptr);
    } else {
      if (*before == *now) return;
      if (before->is_object() && now->is_object()) return objects(*before, *now);
      const bool rules = lists_rules(*before) || lists_rules(*now);
      const auto fits = [](const Json& json) { return lists_rules(json) || json == Json::array(); };
      if (rules && fits(*before) && fits(*now)) return objects(by_rule(*before), by_rule(*now));
    }
    found.push_back({field_, shown(before), shown(now)});
  }

 private:
  // What a rule that fires says stands in the rules; that it fires is the difference.
  void one_side(const Json& object, bool before) {
    if (field_.front() == "fired" || object.empty()) {
      const char* const there = field_.front() == "fired" ? "fires" : "there";
      found.push_back({field_, before ? there : "nothing", before ? "nothing" : there});
      return;
    }
    const Json nothing = Json::object();
    objects(before ? object : nothing, before ? nothing : object);
  }

  void objects(const Json& before, const Json& now) {
    Json names = Json::object();
    for (const auto& [name, value] : before.items()) names[name] = true;
    for (const auto& [name, value] : now.items()) names[name] = true;
    for (const auto& [name, value] : names.items()) {
      const bool place = name == "file" || name == "line";
      if (other_rules_ && place && !field_.empty() && field_.front() == "fired") continue;
      const auto was = before.find(name);
      const auto is = now.find(name);
      field_.push_back(name);
      compare(was == before.end() ? nullptr : &*was, is == now.end() ? nullptr : &*is);
      field_.pop_back();
    }
  }

  bool other_rules_;
  std::vector<std::string> field_;
};

std::optional<Json> read(std::string_view text) {
  if (value_end(text, 0) != text.size()) return std::nullopt;
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return std::nullopt;
  return json;
}

}  // namespace

std::vector<Difference> differences(std::string_view before, std::string_view now,
                                    bool other_rules) {
  if (before == now) return {};
  const auto was = read(before);
  const auto is = read(now);
  Comparer comparer(other_rules);
  if (was && is) comparer.compare(&*was, &*is);
  if (other_rules || !comparer.found.empty()) return std::move(comparer.found);
  // The same rules and the same record give the same bytes.
  return {{{"result"}, "written otherwise", "written as bedside writes it"}};
}

}  // namespace bedside::receipts
