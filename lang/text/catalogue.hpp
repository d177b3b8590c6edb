// Takes a message's code; gives its name, its severity and one line about it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bedside::text {

enum class Severity : std::uint8_t { error, warning, note };

std::string_view severity_name(Severity severity);

/// Every kind of message there is; the table in catalogue_table.hpp says what each is.
enum class Code : std::uint16_t {
#define BEDSIDE_GROUP(title)
#define BEDSIDE_CODE(code, name, severity, about) code,
#include "lang/text/catalogue_table.hpp"
#undef BEDSIDE_CODE
#undef BEDSIDE_GROUP
};

struct Entry {
  Code code;
  std::string_view name;  ///< kebab-case, stable: scripts rely on it
  Severity severity;
  std::string_view about;
};

std::span<const Entry> catalogue();
const Entry& entry(Code code);
std::optional<Code> code_named(std::string_view name);

/// Messages about one kind of thing, as they stand together in the table.
struct Group {
  std::string_view title;
  std::vector<Code> codes;
};

/// All groups, in the order of the table.
std::vector<Group> catalogue_groups();

}  // namespace bedside::text
