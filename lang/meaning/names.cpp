// Takes names as they are declared; gives what a name, a value or a level stands for.
#include "lang/meaning/names.hpp"

#include <algorithm>

#include "lang/text/utf8.hpp"

namespace bedside::meaning {

namespace {

template <class Map>
auto look_up(const Map& map, const std::string& key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::string Names::key(std::string_view name) {
  std::string key = text::fold_case(name);
  std::size_t size = 0;
  for (const char c : key) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      key[size++] = c;
    } else if (size > 0 && key[size - 1] != ' ') {
      key[size++] = ' ';
    }
  }
  if (size > 0 && key[size - 1] == ' ') --size;
  key.resize(size);
  return key;
}

std::string Names::key(const syntax::Words& words, std::size_t begin, std::size_t end) {
  std::string joined;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) joined += ' ';
    joined += words[i].text;
  }
  return key(joined);
}

void Names::measure(const std::string& key) {
  const auto words = static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')) + 1;
  longest_ = std::max(longest_, words);
}

bool Names::add(std::string_view name, Named named) {
  const std::string folded = key(name);
  measure(folded);
  return names_.emplace(folded, named).second;
}

void Names::add_value(std::string_view value, NamedValue named) {
  const std::string folded = key(value);
  measure(folded);
  values_[folded].push_back(named);
}

bool Names::add_rule(std::string_view name, RuleId rule) {
  return rules_.emplace(key(name), rule).second;
}

bool Names::add_source(std::string_view name, SourceId source) {
  return sources_.emplace(key(name), source).second;
}

void Names::add_broken(std::string_view name) { broken_.emplace(key(name), true); }

std::optional<Named> Names::find(const std::string& key) const { return look_up(names_, key); }

const std::vector<NamedValue>& Names::values(const std::string& key) const {
  static const std::vector<NamedValue> none;
  const auto found = values_.find(key);
  return found == values_.end() ? none : found->second;
}

std::optional<std::size_t> Names::value(FindingId finding, const std::string& key) const {
  for (const NamedValue& each : values(key)) {
    const auto* of = std::get_if<FindingId>(&each.of);
    if (of != nullptr && *of == finding) return each.value;
  }
  return std::nullopt;
}

std::optional<std::size_t> Names::level(AssessmentId assessment, const std::string& key) const {
  for (const NamedValue& each : values(key)) {
    const auto* of = std::get_if<AssessmentId>(&each.of);
    if (of != nullptr && *of == assessment) return each.value;
  }
  return std::nullopt;
}

std::optional<RuleId> Names::rule(const std::string& key) const { return look_up(rules_, key); }

std::optional<SourceId> Names::source(const std::string& key) const {
  return look_up(sources_, key);
}

bool Names::is_broken(const std::string& key) const { return broken_.contains(key); }

}  // namespace bedside::meaning
