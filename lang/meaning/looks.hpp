// Takes names as they are declared; gives messages about those that read as another name and are
// none.
#pragma once

#include <string>
#include <unordered_map>

#include "lang/text/message.hpp"

namespace bedside::meaning {

/// Names that were looked at so far. No two of them may look the same and differ.
class Looks {
 public:
  /// False where the name's letters are not what they seem: a message was made, or (of words
  /// without quotes) the scanner has made one.
  bool check(const std::string& name, const text::Span& span, bool quoted,
             text::Messages& messages);

 private:
  struct Seen {
    std::string key;
    text::Span span;
  };

  std::unordered_map<std::string, Seen> seen_;  // by how they look
};

}  // namespace bedside::meaning
