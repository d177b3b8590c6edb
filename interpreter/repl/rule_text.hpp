// Takes rule files and what was typed on top of them; gives the rule set that they make, and its
// text as one file.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lang/meaning/load.hpp"

namespace bedside::repl {

/// A statement as it was typed.
struct Typed {
  std::string key;   ///< see key_of
  std::string text;  ///< its lines, without a line end
};

/// The path that what was typed has in messages.
inline constexpr const char* typed_path = "typed";

/// The rules of a session as text. A typed statement stands in place of the one of the same name in
/// the files, so that a rule can be written anew.
struct RuleText {
  std::vector<meaning::InputFile> files;
  std::vector<Typed> typed;

  meaning::Loaded load(const meaning::ReadFile& read) const;
  /// The same with one more claim, the last, as in meaning::load_with_claim.
  meaning::Loaded load_with_claim(const meaning::ReadFile& read, const std::string& claim) const;
  /// The files in force, and what was typed as one more.
  std::vector<meaning::InputFile> inputs() const;
  /// Everything in force as one file that can be read at `path`.
  std::string whole(const std::string& path) const;
  /// The place of a typed statement of that key.
  std::size_t find(const std::string& key) const;
  /// The path of the file in which a statement of that key stands; empty where there is none.
  std::string file_of(const std::string& key) const;
};

/// The key of a text that is one statement; the text itself, by its words, where it is none.
std::string key_of_text(const std::string& text);
/// `rule "quiet"`, `finding pain`; "the statement" where it has no name.
std::string words_of_text(const std::string& text);

}  // namespace bedside::repl
