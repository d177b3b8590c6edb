// Takes a scanned text; gives its statements cut into parts by the words that begin lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/syntax/raw.hpp"
#include "lang/text/message.hpp"

namespace bedside::syntax {

/// Bytes `begin` to `end` of the text; `word` is where the words that begin the part stand.
struct PartText {
  Part part = Part::rule;
  text::Span word;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// One statement: its head and the parts that follow on indented lines.
struct StatementText {
  text::Span span;
  std::vector<PartText> parts;
  bool guessed = false;  ///< its first word is misspelt; a message says so already
};

struct Split {
  std::vector<StatementText> statements;
  text::Messages messages;
};

/// A statement starts in the first column; indented lines continue it.
Split split(std::string_view scanned, std::uint32_t file);

/// The message for an indented line that does not belong to its statement.
text::Message explain_unknown_part(const text::Span& span, std::string_view seen, Part head);

/// Whether a statement may begin with this word (in small letters).
bool begins_statement(std::string_view word);

/// The words that begin the parts of this statement, for near names.
std::vector<std::string> part_words(Part head);

/// A part's plain name in messages: "finding", "`by` list", …
std::string_view part_name(Part part);

}  // namespace bedside::syntax
