// Takes a flag; gives what its value is completed to.
#include "interpreter/commands/completions.hpp"

#include <algorithm>

#include "interpreter/commands/shipped.hpp"
#include "lang/text/catalogue.hpp"

namespace bedside::commands {

namespace {

bool is_one_of(std::string_view word, const std::vector<std::string_view>& all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

std::vector<std::string> message_codes() {
  std::vector<std::string> names;
  for (const text::Entry& entry : text::catalogue()) names.emplace_back(entry.name);
  return names;
}

std::vector<std::string> command_names(const Outline& outline) {
  std::vector<std::string> names;
  for (const CommandOutline& command : outline.commands) names.push_back(command.name);
  return names;
}

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const ShippedFile& each : shipped_guidelines()) names.emplace_back(each.name);
  return names;
}

}  // namespace

Completion completion_of(const FlagOutline& flag, const Outline& outline) {
  if (!flag.values.empty()) return {Completes::words, flag.values};
  if (is_one_of(flag.value, {"FILE", "RECEIPT"})) return {Completes::files, {}};
  if (flag.value == "FOLDER") return {Completes::folders, {}};
  if (flag.value == "CODE") return {Completes::words, message_codes()};
  if (flag.value == "COMMAND") return {Completes::words, command_names(outline)};
  if (is_one_of(flag.value, {"RULES", "OLD", "NEW"})) return {Completes::rules, shipped_names()};
  return {};
}

std::string quoted(std::string_view words) {
  std::string result = "'";
  for (const char c : words) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

}  // namespace bedside::commands
