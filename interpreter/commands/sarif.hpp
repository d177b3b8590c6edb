// Takes places, rules and results; gives the parts of a SARIF 2.1.0 log (OASIS Static Analysis
// Results Interchange Format) that every log has.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "lang/text/source.hpp"

namespace bedside::commands {

using SarifJson = nlohmann::ordered_json;

/// SARIF counts as a Place does: from 1, the end behind the last character.
SarifJson sarif_region(const text::Span& span, const text::Sources& sources);
SarifJson sarif_artifact(const text::Source& source);
/// With words of its own, where there are any.
SarifJson sarif_location(const text::Span& span, const std::string& words,
                         const text::Sources& sources);
/// One of the tool's rules. `help`: how more is learnt about it.
SarifJson sarif_rule(std::string_view id, std::string_view about, std::string_view help,
                     std::string_view level);
/// A log with one run of bedside.
std::string sarif_log(SarifJson rules, SarifJson results);

}  // namespace bedside::commands
