// Takes what a pass noticed; gives a message as data: code, words, places, fixes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/text/catalogue.hpp"
#include "lang/text/source.hpp"

namespace bedside::text {

/// Replaces a span by another text; an empty span inserts.
struct Edit {
  Span span;
  std::string text;
};

/// A change that would mend what the message is about. `sure`: it cannot change what was meant.
struct Fix {
  std::string title;
  std::vector<Edit> edits;
  bool sure = false;
};

/// Another place that belongs to the message, with a few words of its own.
struct Related {
  Span span;
  std::string text;
};

/// One thing that a person should know. `text` says what was seen, then what was expected.
struct Message {
  Code code = Code::unreadable_text;
  std::string text;
  Span span;
  std::string label;  ///< a few words under the span itself; may be empty
  std::vector<Related> related;
  std::vector<Fix> fixes;
  std::string witness;  ///< a patient who shows it, as a `given` line; empty where there is none
};

using Messages = std::vector<Message>;

/// Words for a person that quote a text of any length: cut after 300 characters or so.
std::string clipped(std::string words);

/// Whether one of them is an error.
bool has_errors(const Messages& messages);

/// By file, then place, then code: the order in which people read them.
void sort_by_place(Messages& messages);

}  // namespace bedside::text
