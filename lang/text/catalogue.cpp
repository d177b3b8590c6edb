// Takes a message's code; gives its name, its severity and one line about it.
#include "lang/text/catalogue.hpp"

#include <array>

namespace bedside::text {

namespace {

constexpr std::array entries{
#define BEDSIDE_GROUP(title)
#define BEDSIDE_CODE(code, name, severity, about) \
  Entry{Code::code, name, Severity::severity, about},
#include "lang/text/catalogue_table.hpp"
#undef BEDSIDE_CODE
#undef BEDSIDE_GROUP
};

}  // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

std::span<const Entry> catalogue() { return entries; }

const Entry& entry(Code code) { return entries.at(static_cast<std::size_t>(code)); }

std::optional<Code> code_named(std::string_view name) {
  for (const Entry& each : entries) {
    if (each.name == name) return each.code;
  }
  return std::nullopt;
}

std::vector<Group> catalogue_groups() {
  std::vector<Group> groups;
#define BEDSIDE_GROUP(title) groups.push_back({title, {}});
#define BEDSIDE_CODE(code, name, severity, about) groups.back().codes.push_back(Code::code);
#include "lang/text/catalogue_table.hpp"
#undef BEDSIDE_CODE
#undef BEDSIDE_GROUP
  return groups;
}

}  // namespace bedside::text
