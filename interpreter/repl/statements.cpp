// Takes lines that a person types; gives whether they are statements of the language, and whether a
// statement is finished.
#include "interpreter/repl/statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lang/meaning/names.hpp"
#include "lang/syntax/parse.hpp"
#include "lang/syntax/split.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::repl {

using meaning::Names;

namespace {

using Words = std::vector<std::string_view>;

// Statements that stand on several lines; an empty line ends them.
const Words many_lined{"guideline", "source", "score", "rule", "table", "example", "examples"};
// Not `no`: it ends `yes or no`.
const Words open_ends{"and",     "or",        "not",     "if",    "then",  "unless",
                      "implies", "is",        "by",      "of",    "to",    "because",
                      "cites",   "overrides", "without", "given", "expect"};
const Words continuing{"then",   "and",       "or",     "unless",  "implies", "because",
                       "cites",  "overrides", "|",      "not",     "ask",     "also",
                       "code",   "by",        "add",    "title",   "author",  "url",
                       "date",   "publisher", "states", "version", "applies", "given",
                       "expect", "points",    "no",     "without"};

bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string first_word(std::string_view line) {
  const auto begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return "";
  line.remove_prefix(begin);
  if (line.front() == '|') return "|";
  return text::fold_case(line.substr(0, line.find_first_of(" \t\r,:|<>=()\"")));
}

/// The text without what stands in quotes and comments.
std::string bare(std::string_view text) {
  std::string result;
  bool quoted = false;
  bool comment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') quoted = comment = false;
    if (quoted && c == '\\') {
      ++i;
      continue;
    }
    if (c == '"' && !comment) {
      quoted = !quoted;
      result += '"';
      continue;
    }
    if (c == '#' && !quoted) comment = true;
    if (!quoted && !comment) result += c;
  }
  return result;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(text::fold_case(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(text::fold_case(word));
  return words;
}

std::string quoted_name(std::string_view kind, const std::string& name) {
  return fmt::format("{} \"{}\"", kind, name);
}

std::string plain_name(std::string_view kind, const syntax::Words& name) {
  return fmt::format("{} {}", kind, syntax::name_text(name));
}

/// Words for each kind of statement; empty where it has no name.
struct Speak {
  std::string operator()(const syntax::Guideline& /*of*/) const { return "guideline"; }
  std::string operator()(const syntax::SourceWork& of) const {
    return plain_name("source", of.name);
  }
  std::string operator()(const syntax::Use& of) const { return quoted_name("use", of.path.text); }
  std::string operator()(const syntax::Finding& of) const { return plain_name("finding", of.name); }
  std::string operator()(const syntax::Define& of) const {
    // A last `in UNIT` is no part of the name.
    syntax::Words name = of.name;
    const bool in_unit = name.size() > 2 && syntax::says(name[name.size() - 2], "in");
    if (in_unit) name.resize(name.size() - 2);
    return plain_name("definition", name);
  }
  std::string operator()(const syntax::Score& of) const { return plain_name("score", of.name); }
  std::string operator()(const syntax::Assessment& of) const {
    return plain_name("assessment", of.name);
  }
  std::string operator()(const syntax::Advice& of) const { return plain_name("advice", of.name); }
  std::string operator()(const syntax::Rule& of) const {
    return of.name ? quoted_name("rule", of.name->text) : "";
  }
  std::string operator()(const syntax::Otherwise& /*of*/) const { return ""; }
  std::string operator()(const syntax::Claim& of) const {
    return quoted_name("claim", of.name.text);
  }
  std::string operator()(const syntax::Table& of) const {
    return quoted_name("table", of.name.text);
  }
  std::string operator()(const syntax::Example& of) const {
    return quoted_name("example", of.name.text);
  }
  std::string operator()(const syntax::Examples& of) const {
    return quoted_name("examples", of.name.text);
  }
};

}  // namespace

bool begins_statement(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t') return false;
  return syntax::begins_statement(first_word(line));
}

bool goes_on(std::string_view line) { return has(continuing, first_word(line)); }

bool is_unfinished(std::string_view statement) {
  if (has(many_lined, first_word(statement))) return true;
  const std::string text = bare(statement);
  if (std::count(text.begin(), text.end(), '(') > std::count(text.begin(), text.end(), ')')) {
    return true;
  }
  const std::vector<std::string> words = words_in(text);
  if (words.size() < 2) return true;
  const std::string& last = words.back();
  if (has(open_ends, last) ||
      std::string_view(",:<|").find(last.back()) != std::string_view::npos) {
    return true;
  }
  const bool concludes = std::find(words.begin(), words.end(), "then") != words.end();
  return words.front() == "if" && !concludes;
}

std::string key_of(const syntax::Statement& statement, std::string_view text) {
  const std::string words = words_of(statement);
  if (!words.empty()) return Names::key(words);
  std::string key = Names::key(text);
  // `otherwise outlook is benign`: there is one for each assessment.
  const bool otherwise = std::holds_alternative<syntax::Otherwise>(statement.kind);
  const std::size_t is = key.find(" is ");
  return otherwise && is != std::string::npos ? key.substr(0, is) : key;
}

std::string words_of(const syntax::Statement& statement) {
  return std::visit(Speak(), statement.kind);
}

}  // namespace bedside::repl
