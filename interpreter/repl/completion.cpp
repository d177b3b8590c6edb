// Takes the part of a line that stands before the cursor; gives what may be meant by its last
// words.
#include "interpreter/repl/completion.hpp"

#include <algorithm>

#include "lang/meaning/names.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::repl {

namespace {

bool is_break(char c) { return std::string_view(" \t,:|()<>=").find(c) != std::string_view::npos; }

// As names are compared, but a blank at the end says that the next word begins.
std::string key_of(std::string_view words) {
  std::string key = meaning::Names::key(words);
  if (!key.empty() && (words.back() == ' ' || words.back() == '\t')) key += ' ';
  return key;
}

}  // namespace

Completion complete(std::string_view line, const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, std::string>> keyed;
  for (const std::string& name : names) keyed.emplace_back(meaning::Names::key(name), name);
  for (std::size_t begin = 0; begin < line.size(); ++begin) {
    const bool starts = (begin == 0 || is_break(line[begin - 1])) && !is_break(line[begin]);
    if (!starts) continue;
    const std::string key = key_of(line.substr(begin));
    Completion found;
    for (const auto& [name_key, name] : keyed) {
      if (name_key.size() > key.size() && name_key.starts_with(key)) {
        found.candidates.push_back(name);
      }
    }
    if (found.candidates.empty()) continue;
    found.replaced = line.size() - begin;
    std::sort(found.candidates.begin(), found.candidates.end());
    found.candidates.erase(std::unique(found.candidates.begin(), found.candidates.end()),
                           found.candidates.end());
    return found;
  }
  return {};
}

std::string common_beginning(const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  std::string_view first = candidates.front();
  std::size_t same = first.size();
  for (const std::string& each : candidates) {
    std::size_t at = 0;
    while (at < same && at < each.size()) {
      const auto here = text::character_at(first, at);
      const std::size_t size = here ? std::max<std::size_t>(here->size, 1) : 1;
      if (text::fold_case(first.substr(at, size)) !=
          text::fold_case(std::string_view(each).substr(at, size))) {
        break;
      }
      at += size;
    }
    same = std::min(same, at);
  }
  return std::string(first.substr(0, same));
}

}  // namespace bedside::repl
