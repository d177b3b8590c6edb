// Takes messages; gives them in the formats that programs read.
#pragma once

#include <string>
#include <vector>

#include "lang/text/message.hpp"

namespace bedside::commands {

/// One array of messages, `[]` where there are none.
struct MessagesOf {
  const text::Messages& messages;
  const text::Sources& sources;
};
std::string messages_json(const std::vector<MessagesOf>& all);

}  // namespace bedside::commands
