// Takes rule files; gives the rule set that they make together, and messages about them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lang/meaning/names.hpp"
#include "lang/meaning/rule_set.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/text/message.hpp"
#include "lang/text/source.hpp"

namespace bedside::meaning {

/// A file as people name it, and its bytes.
struct InputFile {
  std::string path;
  std::string content;
  std::string real = {};  ///< one name for one file, whatever its path; empty: its path
};

/// What came of reading a file that another one uses.
struct UsedFile {
  std::optional<std::string> content;
  std::string real = {};  ///< as of InputFile
  std::string why = {};   ///< why it is not read, as half a sentence; may be empty
};

/// Reads a file that another one uses. The path is relative to wherever the paths of the input
/// files are relative to.
using ReadFile = std::function<UsedFile(const std::string& path)>;

/// A rule set with everything that is needed to read facts about it and to talk about it.
struct Loaded {
  RuleSet rules;
  Names names;
  text::Sources sources;
  text::Messages messages;
  std::vector<syntax::Parsed> files;  ///< by file of `sources`

  /// Whether it can be evaluated: there was no error.
  bool usable() const { return !text::has_errors(messages); }
};

/// Reads files and all that they use as one rule set. Never fails: what is wrong is a message.
Loaded load(const std::vector<InputFile>& files, const ReadFile& read);

/// The same with one more claim, the last of the rule set's `claims`: `claim.content` is what
/// stands after the colon of `claim "…":`, `claim.path` what messages call that text, and its words
/// are the claim's name. It is added behind everything else: all other ids are those of `load`.
Loaded load_with_claim(const std::vector<InputFile>& files, const ReadFile& read,
                       const InputFile& claim);

/// Whether the text has a `guideline` statement, broken ones included.
bool has_guideline(const std::string& content);

/// What a text of facts says (after `given`, of a `.patient` file, of a command line).
struct Facts {
  text::Sources sources;  ///< the text itself, for the messages
  std::vector<Fact> facts;
  text::Messages messages;
};

/// Reads facts in the words of one rule set, as often as wanted. `loaded` must outlive it.
class FactReader {
 public:
  explicit FactReader(const Loaded& loaded);

  /// `name` is what messages call the text.
  Facts facts(const std::string& name, const std::string& text);
  /// What is said of one finding: `12 mm`, `localized or extensive`, `at least 30 mm`, `yes`.
  Facts about(FindingId finding, const std::string& name, const std::string& text);

 private:
  template <class Read>
  Facts read(const std::string& name, const std::string& text, const Read& lower);

  const Loaded& loaded_;
  RuleSet words_;  ///< what facts need of the rule set; conditions made on the way are thrown away
  std::size_t quantities_ = 0;
};

}  // namespace bedside::meaning
