// Takes words; gives them as they stand between the tags and quotes of XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace bedside::commands {

/// `&`, `<`, `>` and `"` written out; what XML has no place for is left out.
std::string xml(std::string_view text);

}  // namespace bedside::commands
