// Takes a message's code, or nothing; gives the page about it, or the list of all codes.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/markdown.hpp"
#include "interpreter/commands/shipped.hpp"
#include "lang/text/catalogue.hpp"
#include "lang/text/near.hpp"
#include "lang/text/wrap.hpp"

namespace bedside::commands {

namespace {

using Json = nlohmann::ordered_json;

// Wider lines are hard to read on.
constexpr std::size_t widest_page = 80;

// "error[band-gap]: No band takes 5." and "Band_Gap" are `band-gap`.
std::string code_in(std::string pasted) {
  const std::size_t open = pasted.find('[');
  if (open != std::string::npos) pasted = pasted.substr(open + 1);
  pasted = pasted.substr(0, pasted.find_first_of("]:"));
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  while (!pasted.empty() && is_blank(pasted.back())) pasted.pop_back();
  pasted.erase(pasted.begin(), std::find_if_not(pasted.begin(), pasted.end(), is_blank));
  for (char& c : pasted) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_' || c == ' ') c = '-';
  }
  return pasted;
}

Problem no_such_code(const std::string& word, const std::string& wanted) {
  std::vector<std::string> names;
  for (const text::Entry& each : text::catalogue()) names.emplace_back(each.name);
  std::vector<std::string> near = text::near_names(wanted, names);
  if (near.empty() && wanted.size() >= 3) {
    const auto lacks = [&](const std::string& name) { return name.find(wanted) == name.npos; };
    names.erase(std::remove_if(names.begin(), names.end(), lacks), names.end());
    if (names.size() <= 3) near = names;
  }
  return {fmt::format("`{}` is no code of a message.{}", shown(word),
                      near.empty() ? " bedside explain lists them." : text::did_you_mean(near))};
}

std::string list_text(const text::Style& style, std::size_t width) {
  std::size_t widest = 0;
  for (const text::Entry& each : text::catalogue()) widest = std::max(widest, each.name.size());
  std::string list;
  for (const text::Group& group : text::catalogue_groups()) {
    list += style.bold(group.title) + '\n';
    for (const text::Code code : group.codes) {
      const text::Entry& each = text::entry(code);
      const std::string begin =
          fmt::format("  {:{}}  {:7}  ", each.name, widest, text::severity_name(each.severity));
      list += text::wrapped(each.about, width, begin, begin.size());
    }
    list += '\n';
  }
  return list + "bedside explain CODE tells what one means, with examples.\n";
}

Json entry_json(const text::Entry& entry) {
  return {{"code", entry.name},
          {"severity", text::severity_name(entry.severity)},
          {"about", entry.about}};
}

Json list_json() {
  Json array = Json::array();
  for (const text::Entry& each : text::catalogue()) array.push_back(entry_json(each));
  return array;
}

std::string_view page_of(std::string_view name) {
  for (const ShippedFile& each : message_pages()) {
    if (each.name == name) return each.text;
  }
  return "";  // a test holds that there is one for each
}

}  // namespace

int explain(const Common& common, const std::string& code) {
  const std::size_t width = std::min(columns(STDOUT_FILENO), widest_page);
  const text::Style style = style_for(common, STDOUT_FILENO);
  Output output(common.output);
  if (code.empty()) {
    output.write(common.format == "json" ? list_json().dump(2) + '\n' : list_text(style, width));
    return finish(output, done);
  }
  const std::string wanted = code_in(code);
  const auto found = text::code_named(wanted);
  if (!found) return fail(no_such_code(code, wanted));
  const text::Entry& entry = text::entry(*found);
  if (common.format == "json") {
    Json json = entry_json(entry);
    json["page"] = page_of(entry.name);
    output.write(json.dump(2) + '\n');
  } else {
    output.write(terminal_page(page_of(entry.name), style, width));
  }
  return finish(output, done);
}

}  // namespace bedside::commands
