// Takes rule files and what was typed on top of them; gives the rule set that they make, and its
// text as one file.
#include "interpreter/repl/rule_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "interpreter/repl/statements.hpp"
#include "lang/syntax/parse.hpp"

namespace bedside::repl {

namespace {

namespace fs = std::filesystem;

/// A statement of a file, and what makes it the one that it is.
struct Found {
  std::string key;
  text::Span span;
  std::string used;  // the path of a `use`
};

std::vector<Found> statements_of(const std::string& content) {
  const text::Source source("", content);
  std::vector<Found> found;
  for (const syntax::Statement& statement : syntax::parse(source, 0).tree.statements) {
    const auto* use = std::get_if<syntax::Use>(&statement.kind);
    found.push_back({key_of(statement, source.slice(statement.span)), statement.span,
                     use == nullptr ? "" : use->path.text});
  }
  return found;
}

// The same text with blanks in place of the statement: all other places stay where they were.
void blank_out(std::string& content, const text::Span& span) {
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    if (content[i] != '\n' && content[i] != '\r') content[i] = ' ';
  }
}

std::string trimmed_end(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

std::string normal(const fs::path& path) { return path.lexically_normal().generic_string(); }

/// The `use` of a file in `from`, as it has to be written in `to`; empty where it is not needed.
std::string moved_use(const std::string& used, const std::string& from, const std::string& to,
                      const std::set<std::string>& included) {
  const fs::path target = fs::path(from).parent_path() / used;
  if (included.contains(normal(target))) return "";
  const fs::path folder = fs::path(to).parent_path();
  if (normal(fs::path(from).parent_path()) == normal(folder)) return used;
  const std::string moved =
      target.lexically_normal().lexically_relative(folder.empty() ? "." : folder).generic_string();
  return moved.empty() ? target.generic_string() : moved;
}

/// A typed statement as it has to be written in `to`: what is typed is used from here.
std::string moved_typed(const Typed& typed, const std::string& to,
                        const std::set<std::string>& included) {
  const std::vector<Found> statements = statements_of(typed.text);
  if (statements.size() != 1 || statements.front().used.empty()) return typed.text;
  const std::string moved = moved_use(statements.front().used, typed_path, to, included);
  return moved.empty() ? "" : fmt::format("use \"{}\"", moved);
}

}  // namespace

std::vector<meaning::InputFile> RuleText::inputs() const {
  std::vector<meaning::InputFile> inputs;
  for (const meaning::InputFile& file : files) {
    meaning::InputFile input = file;
    const std::vector<Found> statements = statements_of(file.content);
    std::size_t replaced = 0;
    for (const Found& each : statements) {
      if (find(each.key) == typed.size()) continue;
      blank_out(input.content, each.span);
      ++replaced;
    }
    if (replaced == 0 || replaced < statements.size()) inputs.push_back(std::move(input));
  }
  if (!typed.empty()) {
    std::string content;
    for (const Typed& each : typed) content += each.text + "\n";
    inputs.push_back({typed_path, std::move(content)});
  }
  return inputs;
}

meaning::Loaded RuleText::load(const meaning::ReadFile& read) const {
  const std::vector<meaning::InputFile> all = inputs();
  return all.empty() ? meaning::Loaded() : meaning::load(all, read);
}

meaning::Loaded RuleText::load_with_claim(const meaning::ReadFile& read,
                                          const std::string& claim) const {
  return meaning::load_with_claim(inputs(), read, {"prove", claim});
}

std::string RuleText::whole(const std::string& path) const {
  std::set<std::string> included;
  for (const meaning::InputFile& file : files) included.insert(normal(file.path));
  std::vector<bool> placed(typed.size(), false);
  std::string whole;
  for (const meaning::InputFile& file : files) {
    std::string content = file.content;
    std::vector<Found> statements = statements_of(file.content);
    std::reverse(statements.begin(), statements.end());  // so that the places in front stay good
    for (const Found& each : statements) {
      std::string text;
      if (const std::size_t at = find(each.key); at < typed.size()) {
        text = placed[at] ? "" : moved_typed(typed[at], path, included);
        placed[at] = true;
      } else if (!each.used.empty()) {
        const std::string moved = moved_use(each.used, file.path, path, included);
        if (moved == each.used) continue;
        if (!moved.empty()) text = fmt::format("use \"{}\"", moved);
      } else {
        continue;
      }
      content.replace(each.span.begin, each.span.end - each.span.begin, text);
    }
    whole += (whole.empty() ? "" : "\n") + trimmed_end(content) + "\n";
  }
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (placed[i]) continue;
    const std::string text = moved_typed(typed[i], path, included);
    const bool one_line = text.find('\n') == std::string::npos;
    whole += (whole.empty() || (one_line && i > 0) ? "" : "\n") + text + "\n";
  }
  return whole;
}

std::size_t RuleText::find(const std::string& key) const {
  const auto found =
      std::find_if(typed.begin(), typed.end(), [&](const Typed& each) { return each.key == key; });
  return static_cast<std::size_t>(found - typed.begin());
}

std::string RuleText::file_of(const std::string& key) const {
  for (const meaning::InputFile& file : files) {
    for (const Found& each : statements_of(file.content)) {
      if (each.key == key) return file.path;
    }
  }
  return "";
}

std::string key_of_text(const std::string& text) {
  const std::vector<Found> statements = statements_of(text);
  return statements.size() == 1 ? statements.front().key : meaning::Names::key(text);
}

std::string words_of_text(const std::string& text) {
  const text::Source source("", text);
  const syntax::Parsed parsed = syntax::parse(source, 0);
  const bool one = parsed.tree.statements.size() == 1;
  const std::string words = one ? words_of(parsed.tree.statements.front()) : "";
  return words.empty() ? "the statement" : words;
}

}  // namespace bedside::repl
