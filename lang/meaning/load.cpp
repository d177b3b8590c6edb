// Takes rule files; gives the rule set that they make together, and messages about them.
#include "lang/meaning/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/meaning/complete_messages.hpp"
#include "lang/meaning/declare.hpp"
#include "lang/meaning/finish.hpp"
#include "lang/meaning/lowering.hpp"
#include "lang/meaning/order.hpp"
#include "lang/syntax/split.hpp"

namespace bedside::meaning {

namespace {

using text::Message;

// More files than any rule set has; a folder that uses itself in ever new ways stops here.
constexpr std::uint32_t most_files = 1000;

// `dir/../x` and `./x` are one file each, however they are written.
std::string joined_path(std::string_view from, std::string_view path) {
  std::string whole(path);
  const auto slash = from.find_last_of('/');
  if (!path.starts_with('/') && slash != std::string_view::npos) {
    whole = fmt::format("{}/{}", from.substr(0, slash), path);
  }
  std::vector<std::string_view> parts;
  std::string_view rest = whole;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  return fmt::format("{}{}", whole.starts_with('/') ? "/" : "", fmt::join(parts, "/"));
}

/// Reads files and what they use, each once.
class Reader {
 public:
  Reader(Loaded& loaded, const ReadFile& read) : loaded_(loaded), read_(read) {}

  void add(const InputFile& file) {
    add(joined_path("", file.path), file.path, file.content, file.real);
  }

  // Not a file: nothing can use it.
  void add_claim(const InputFile& claim) {
    const std::uint32_t id = loaded_.sources.add(claim.path, claim.content);
    take(syntax::parse_claim(loaded_.sources.at(id), id));
  }

 private:
  void add(const std::string& key, const std::string& path, const std::string& content,
           const std::string& real) {
    if (known_.contains(key) || (!real.empty() && real_.contains(real))) return;
    const std::uint32_t id = loaded_.sources.add(path, content);
    known_[key] = id;
    if (!real.empty()) real_[real] = id;
    take(syntax::parse(loaded_.sources.at(id), id));
    open_.push_back(id);
    // By index: reading a file adds to the list of files.
    for (std::size_t i = 0; i < loaded_.files[id].tree.statements.size(); ++i) {
      const auto* use = std::get_if<syntax::Use>(&loaded_.files[id].tree.statements[i].kind);
      if (use != nullptr) follow(path, syntax::Word(use->path));
    }
    open_.pop_back();
  }

  void take(syntax::Parsed parsed) {
    loaded_.messages.insert(loaded_.messages.end(), parsed.messages.begin(), parsed.messages.end());
    loaded_.files.push_back(std::move(parsed));
  }

  void follow(const std::string& from, const syntax::Word& path) {
    const std::string wanted = joined_path(from, path.text);
    const auto known = known_.find(wanted);
    if (known != known_.end()) return again(path, wanted, known->second);
    if (loaded_.sources.size() >= most_files) {
      say(text::Code::too_large, path, "This rule set uses more than 1,000 files.");
      return;
    }
    if (!wanted.ends_with(".bedside")) {
      say(text::Code::no_such_file, path,
          fmt::format("`{}` is no rule file: its name does not end in `.bedside`.", path.text));
      return;
    }
    const UsedFile file = read_(wanted);
    if (!file.content) {
      const std::string why = file.why.empty()
                                  ? "a path counts from the folder of the file that it stands in"
                                  : file.why;
      say(text::Code::no_such_file, path,
          fmt::format("The file `{}` cannot be read; {}.", wanted, why));
      return;
    }
    // The same file by another path, or through a link.
    const auto same = file.real.empty() ? real_.end() : real_.find(file.real);
    if (same != real_.end()) return again(path, wanted, same->second);
    add(wanted, wanted, *file.content, file.real);
  }

  void again(const syntax::Word& path, const std::string& wanted, std::uint32_t id) {
    if (std::find(open_.begin(), open_.end(), id) != open_.end()) circle(path, wanted);
  }

  void circle(const syntax::Word& path, const std::string& wanted) {
    std::string files;
    for (const std::uint32_t id : open_) files += loaded_.sources.at(id).path() + " -> ";
    say(text::Code::use_circle, path,
        fmt::format("Files use each other in a circle: {}{}.", files, wanted));
  }

  void say(text::Code code, const syntax::Word& path, std::string words) {
    loaded_.messages.push_back({code, std::move(words), path.span, "", {}, {}, ""});
  }

  Loaded& loaded_;
  const ReadFile& read_;
  std::map<std::string, std::uint32_t> known_;
  std::map<std::string, std::uint32_t> real_;
  std::vector<std::uint32_t> open_;
};

void lower_all(Loaded& loaded, std::vector<DefinitionText> definitions) {
  // There are about as many conditions as nodes; growing step by step would copy them all.
  std::size_t nodes = 0;
  for (const syntax::Parsed& file : loaded.files) nodes += file.tree.nodes.size();
  loaded.rules.conditions.reserve(nodes);
  Lowering lowering(loaded.rules, loaded.names, loaded.sources, loaded.messages);
  lowering.definitions = std::move(definitions);
  lowering.lower_definitions();
  for (const syntax::Parsed& file : loaded.files) {
    for (const syntax::Statement& statement : file.tree.statements) {
      lowering.lower_statement(file.tree, statement);
    }
  }
  for (const syntax::Parsed& file : loaded.files) {
    for (const syntax::Statement& statement : file.tree.statements) {
      const auto* claim = std::get_if<syntax::Claim>(&statement.kind);
      if (claim != nullptr) lowering.lower_claim(file.tree, *claim);
    }
  }
}

// A rule that could not be read costs an error; this stops one that was lost without any.
void check_complete(Loaded& loaded) {
  if (!loaded.usable()) return;
  for (const Rule& rule : loaded.rules.rules) {
    if (rule.condition || rule.otherwise) continue;
    loaded.messages.push_back({text::Code::missing_condition,
                               "The condition of this rule cannot be read.",
                               rule.span,
                               "",
                               {},
                               {},
                               ""});
  }
}

// Names, kinds and units: all that facts need to be read.
RuleSet for_facts(const RuleSet& rules) {
  RuleSet copy;
  copy.findings = rules.findings;
  copy.definitions = rules.definitions;
  copy.assessments = rules.assessments;
  copy.quantities = rules.quantities;
  for (const Score& score : rules.scores) {
    copy.scores.push_back({score.name, {}, {}, score.grid, score.domain, false, score.span});
  }
  for (const Advice& advice : rules.advice) copy.advice.push_back(advice);
  return copy;
}

std::vector<DefinitionText> all_done(const RuleSet& rules) {
  return std::vector<DefinitionText>(rules.definitions.size(),
                                     {nullptr, nullptr, std::nullopt, Progress::done, 1});
}

// Everything past the reading of files.
void understand(Loaded& loaded) {
  for (const syntax::Parsed& file : loaded.files) {
    if (!file.tree.statements.empty() || !file.messages.empty()) continue;
    const auto id = static_cast<std::uint32_t>(&file - loaded.files.data());
    loaded.messages.push_back(
        {text::Code::empty_statement, "This file holds no statement.", {id, 0, 0}, "", {}, {}, ""});
  }
  Declared declared = declare(loaded.files, loaded.sources, loaded.messages);
  loaded.rules = std::move(declared.rules);
  loaded.names = std::move(declared.names);
  complete_messages(loaded.messages, loaded.names, loaded.sources);
  lower_all(loaded, std::move(declared.definitions));
  check_complete(loaded);
  // Past a mistake the rest of the checks would only repeat it.
  if (loaded.usable()) order(loaded.rules, loaded.messages);
  if (loaded.usable()) check_recorded(loaded.rules, loaded.messages);
  if (loaded.usable()) finish(loaded.rules, loaded.messages);
  if (loaded.usable()) check_examples(loaded.rules, loaded.messages);
  text::sort_by_place(loaded.messages);
}

}  // namespace

Loaded load(const std::vector<InputFile>& files, const ReadFile& read) {
  Loaded loaded;
  Reader reader(loaded, read);
  for (const InputFile& file : files) reader.add(file);
  understand(loaded);
  return loaded;
}

Loaded load_with_claim(const std::vector<InputFile>& files, const ReadFile& read,
                       const InputFile& claim) {
  Loaded loaded;
  Reader reader(loaded, read);
  for (const InputFile& file : files) reader.add(file);
  reader.add_claim(claim);
  understand(loaded);
  return loaded;
}

bool has_guideline(const std::string& content) {
  const auto statements = syntax::split(content, 0).statements;
  return std::any_of(statements.begin(), statements.end(), [](const auto& statement) {
    return statement.parts.front().part == syntax::Part::guideline;
  });
}

FactReader::FactReader(const Loaded& loaded)
    : loaded_(loaded), words_(for_facts(loaded.rules)), quantities_(words_.quantities.size()) {}

template <class Read>
Facts FactReader::read(const std::string& name, const std::string& text, const Read& lower) {
  Facts result;
  const std::uint32_t file = result.sources.add(name, text);
  auto parsed = syntax::parse_facts(result.sources.at(file), file);
  result.messages = std::move(parsed.messages);
  if (text::has_errors(result.messages)) return result;
  Lowering lowering(words_, loaded_.names, result.sources, result.messages);
  lowering.definitions = all_done(words_);
  lower(lowering, parsed, result);
  words_.conditions.clear();
  words_.quantities.erase(words_.quantities.begin() + static_cast<std::ptrdiff_t>(quantities_),
                          words_.quantities.end());
  return result;
}

Facts FactReader::facts(const std::string& name, const std::string& text) {
  return read(name, text, [](Lowering& lowering, const syntax::ParsedFacts& parsed, Facts& result) {
    result.facts = lowering.lower_facts(parsed.tree, parsed.facts);
  });
}

Facts FactReader::about(FindingId finding, const std::string& name, const std::string& text) {
  const Span whole{0, 0, static_cast<std::uint32_t>(text.size())};
  return read(
      name, text, [&](Lowering& lowering, const syntax::ParsedFacts& parsed, Facts& result) {
        const auto fact = lowering.lower_cell_fact(parsed.tree, finding, parsed.facts, whole);
        if (fact) result.facts.push_back(*fact);
      });
}

}  // namespace bedside::meaning
