// Takes the text of a rule file; gives its tree, and messages about what could not be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/syntax/tree.hpp"
#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::syntax {

struct Parsed {
  Tree tree;
  text::Messages messages;
  std::vector<text::Span> comments;
  /// Names that statements which could not be read would have declared: no reason to
  /// complain again where they are used.
  std::vector<std::string> broken_names;
};

/// A statement that cannot be read costs itself alone; the others are in the tree.
Parsed parse(const text::Source& source, std::uint32_t file);

/// Facts as they stand after `given`, or in a `.patient` file: conditions with commas between
/// them. Line ends are blanks.
struct ParsedFacts {
  Tree tree;
  ChainList facts;
  text::Messages messages;
};
ParsedFacts parse_facts(const text::Source& source, std::uint32_t file);

/// A claim as it stands after the colon of `claim "…":`, alone in its text, which is its name.
/// Line ends are blanks. No statement where it cannot be read.
Parsed parse_claim(const text::Source& source, std::uint32_t file);

/// The words of a name, joined by single blanks.
std::string name_text(const Words& words);

/// Whether this is that word (in small letters), whatever its case; in quotes it is a name instead.
bool says(const Word& word, std::string_view text);
/// The same of words that are one word.
bool says(const Words& words, std::string_view text);

/// From the first word to the last; the words must not be empty.
text::Span span_of(const Words& words);

}  // namespace bedside::syntax
