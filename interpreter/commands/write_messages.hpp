// Takes messages; gives them in the formats that people and programs read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/text/message.hpp"
#include "lang/text/render.hpp"

namespace bedside::commands {

/// The messages of one rule set, the texts that they are about, and how people call the rule set.
struct MessagesOf {
  const text::Messages& messages;
  const text::Sources& sources;
  std::string name;
};

/// Which messages are wrong enough to fail: errors, and what `--deny` names.
struct Denied {
  bool warnings = false;
  bool notes = false;

  bool covers(text::Severity severity) const;
};

/// `text` for people, each message with its lines; `json` one array; `sarif` SARIF 2.1.0; `junit`
/// JUnit's XML, a `testsuite` for each rule set; `github` workflow commands, one line a message.
std::string write_messages(std::string_view format, const std::vector<MessagesOf>& all,
                           const Denied& denied = {}, const text::Style& style = text::Style());

/// One array of messages, `[]` where there are none.
std::string messages_json(const std::vector<MessagesOf>& all);

/// A log with one run: the tool with the codes that occur as its rules, each message as a result
/// with its places, and its fixes as replacements.
std::string messages_sarif(const std::vector<MessagesOf>& all);

/// A `testcase` for each message, which fails where it is denied, and one that passes for each file
/// without any.
std::string messages_junit(const std::vector<MessagesOf>& all, const Denied& denied);

/// `::error file=…,line=…::…`: what GitHub Actions shows beside the line.
std::string messages_github(const std::vector<MessagesOf>& all);

/// One such line: `command` is `error`, `warning` or `notice`.
std::string github_annotation(std::string_view command, std::string_view file,
                              const text::Place& place, std::string_view title,
                              std::string_view words);

}  // namespace bedside::commands
