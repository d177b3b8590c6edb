// Takes the words of a command line and the outline; gives the same words in plain order, or what
// is wrong with them, as a sentence that says what may have been meant.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "interpreter/commands/command.hpp"
#include "interpreter/commands/outline.hpp"
#include "lang/text/near.hpp"

namespace bedside::commands {

namespace {

struct Synonym {
  std::string_view word;
  std::string_view meant;
};

// What other programs call the same thing, too far from our word to be a slip of it.
constexpr std::array synonyms{
    Synonym{"format", "fmt"},         Synonym{"lint", "check"},
    Synonym{"validate", "check"},     Synonym{"verify", "check"},
    Synonym{"run", "assess"},         Synonym{"eval", "assess"},
    Synonym{"evaluate", "assess"},    Synonym{"compare", "diff"},
    Synonym{"list", "rules"},         Synonym{"guidelines", "rules"},
    Synonym{"shell", "repl"},         Synonym{"interactive", "repl"},
    Synonym{"claim", "prove"},        Synonym{"proof", "prove"},
    Synonym{"interview", "ask"},      Synonym{"completion", "completions"},
    Synonym{"coverage", "test"},      Synonym{"version", "--version"},
    Synonym{"-V", "--version"},       Synonym{"-v", "--version"},
    Synonym{"--patient", "--given"},  Synonym{"--facts", "--given"},
    Synonym{"--input", "--findings"}, Synonym{"--file", "--findings"},
    Synonym{"--silent", "--quiet"},   Synonym{"--no-color", "--color never"},
};

std::string without_dashes(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  return std::string(name);
}

// The names that may have been meant: a synonym, a slip, or the whole of what was cut short.
std::string meant_by(const std::string& word, const std::vector<std::string>& known) {
  for (const Synonym& synonym : synonyms) {
    if (synonym.word != word) continue;
    const std::string first(synonym.meant.substr(0, synonym.meant.find(' ')));
    const bool there = std::find(known.begin(), known.end(), first) != known.end();
    if (there) return text::did_you_mean({std::string(synonym.meant)});
  }
  std::vector<std::string> names = text::near_names(word, known);
  const std::string bare = without_dashes(word);
  for (const std::string& name : known) {
    const bool cut_short = !bare.empty() && without_dashes(name).starts_with(bare);
    const bool there = std::find(names.begin(), names.end(), name) != names.end();
    if (cut_short && !there && names.size() < 3) names.push_back(name);
  }
  return text::did_you_mean(names);
}

/// Goes through the words after the command once.
class Walk {
 public:
  Walk(const Outline& outline, const CommandOutline& command, std::vector<std::string> words)
      : outline_(outline), command_(command), words_(std::move(words)) {}

  Usage run() {
    std::string problem;
    bool flags_end = false;
    for (; at_ < words_.size() && problem.empty(); ++at_) {
      const std::string& word = words_[at_];
      if (!flags_end && word == "--") {
        flags_end = true;
      } else if (!flags_end && word.size() > 1 && word[0] == '-') {
        problem = flag(word);
      } else {
        problem = argument(word);
      }
    }
    if (problem.empty() && !helped_) problem = missing();
    std::vector<std::string> plain{command_.name};
    plain.insert(plain.end(), flags_.begin(), flags_.end());
    if (!arguments_.empty()) plain.emplace_back("--");
    plain.insert(plain.end(), arguments_.begin(), arguments_.end());
    return {problem, std::move(plain)};
  }

 private:
  std::string flag(const std::string& word) {
    const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    const std::string name = word.substr(0, equals);
    const FlagOutline* found = command_.flag(name);
    if (found == nullptr) return no_such_flag(name);
    helped_ = helped_ || found->name() == "--help" || found->name() == "--version";
    const bool again = !seen_.insert(found->name()).second;
    if (found->value.empty()) {
      if (equals != std::string::npos) return fmt::format("`{}` takes no value", name);
      if (!again) flags_.push_back(found->name());
      return "";
    }
    if (again && !found->many) return fmt::format("`{}` may stand there only once", found->name());
    // `--output --quiet`: the value was forgotten. Who has a file of that name says
    // `--output=--quiet`.
    const bool inside = equals != std::string::npos;
    const bool none =
        !inside && (at_ + 1 == words_.size() || command_.flag(words_[at_ + 1]) != nullptr);
    if (none) return needs_value(*found);
    return value_of(*found, inside ? word.substr(equals + 1) : words_[++at_]);
  }

  std::string value_of(const FlagOutline& of, const std::string& word) {
    // Only what is known of a patient may be nothing at all.
    if (word.empty() && !of.many) return needs_value(of);
    flags_.push_back(of.name());
    flags_.push_back(word);
    return one_of(of, word);
  }

  static std::string needs_value(const FlagOutline& of) {
    if (of.values.empty()) return fmt::format("`{}` needs {} after it", of.name(), of.value);
    return fmt::format("`{}` needs one of {} after it", of.name(), fmt::join(of.values, ", "));
  }

  static std::string one_of(const FlagOutline& of, const std::string& word) {
    const auto& all = of.values;
    if (all.empty() || std::find(all.begin(), all.end(), word) != all.end()) return "";
    return fmt::format("`{}` is no {} `{}`; there are {}.{}", shown(word),
                       of.name().starts_with('-') ? "value of" : "word for", of.name(),
                       fmt::join(all, ", "), meant_by(word, all));
  }

  std::string argument(const std::string& word) {
    if (position_ == command_.arguments.size()) {
      if (command_.arguments.empty()) {
        return fmt::format("`{}` takes nothing but flags, and there is `{}`", command_.name,
                           shown(word));
      }
      return fmt::format("`{}` is one too many for `{}`", shown(word), command_.name);
    }
    const FlagOutline& here = command_.arguments[position_];
    if (!here.many) ++position_;
    // CLI11 would read the path `[x]` as a list of one.
    const bool bracketed = word.starts_with('[') && word.ends_with(']');
    arguments_.push_back(bracketed ? "./" + word : word);
    return one_of(here, word);
  }

  std::string missing() const {
    if (position_ == command_.arguments.size()) return "";
    // Of several words the last are those behind an argument that takes many: `[RULES...] CLAIM`.
    const std::size_t behind = command_.arguments.size() - position_ - 1;
    const bool many = command_.arguments[position_].many && behind > 0;
    if (many && arguments_.size() >= position_ + behind) return "";
    const FlagOutline& next = command_.arguments[position_ + (many ? 1 : 0)];
    if (!next.required || (next.many && !arguments_.empty())) return "";
    if (next.values.empty()) return fmt::format("`{}` needs {}", command_.name, next.name());
    return fmt::format("`{}` needs one of {}", command_.name, fmt::join(next.values, ", "));
  }

  std::string no_such_flag(const std::string& name) const {
    std::vector<std::string> flags;
    for (const FlagOutline& each : command_.flags) {
      flags.insert(flags.end(), each.names.begin(), each.names.end());
    }
    std::string text = fmt::format("`{}` is no flag of `{}`", shown(name), command_.name);
    std::vector<std::string> owners;
    for (const CommandOutline& each : outline_.commands) {
      if (each.flag(name) != nullptr) owners.push_back(fmt::format("`{}`", each.name));
    }
    if (!owners.empty()) return fmt::format("{}, but of {}.", text, fmt::join(owners, ", "));
    const std::string meant = meant_by(name, flags);
    if (!meant.empty()) return text + "." + meant;
    return fmt::format("{} (bedside {} --help lists them)", text, command_.name);
  }

  const Outline& outline_;
  const CommandOutline& command_;
  std::vector<std::string> words_;
  std::vector<std::string> flags_;
  std::vector<std::string> arguments_;
  std::size_t at_ = 0;
  std::size_t position_ = 0;
  std::set<std::string> seen_;
  bool helped_ = false;  // --help or --version: nothing else has to be there
};

// A flag before any command: one of the program's own, or one that belongs further right.
std::string first_flag(const Outline& outline, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  if (outline.program.flag(name) != nullptr) {
    return name == word ? "" : fmt::format("`{}` takes no value", name);
  }
  std::vector<std::string> names;
  for (const FlagOutline& each : outline.program.flags) {
    names.insert(names.end(), each.names.begin(), each.names.end());
  }
  for (const CommandOutline& command : outline.commands) {
    if (command.flag(name) != nullptr) {
      return fmt::format("`{}` comes after a command: bedside {} {}", name, command.name, name);
    }
    for (const FlagOutline& each : command.flags) names.push_back(each.name());
  }
  return fmt::format("`{}` is no flag of bedside.{}", shown(name), meant_by(name, names));
}

const FlagOutline* find_flag(const std::vector<FlagOutline>& flags, std::string_view name) {
  for (const FlagOutline& each : flags) {
    if (std::find(each.names.begin(), each.names.end(), name) != each.names.end()) return &each;
  }
  return nullptr;
}

}  // namespace

const FlagOutline* CommandOutline::flag(std::string_view wanted) const {
  return find_flag(flags, wanted);
}

const CommandOutline* Outline::command(std::string_view wanted) const {
  for (const CommandOutline& each : commands) {
    if (each.name == wanted) return &each;
  }
  return nullptr;
}

std::string no_such_command(const Outline& outline, const std::string& word) {
  std::vector<std::string> names;
  for (const CommandOutline& each : outline.commands) names.push_back(each.name);
  for (const FlagOutline& each : outline.program.flags) names.push_back(each.name());
  if (exists(word)) {
    return fmt::format("`{0}` is no command but a file; to check it: bedside check {0}",
                       shown(word));
  }
  const std::string text = fmt::format("`{}` is no command", shown(word));
  const std::string meant = meant_by(word, names);
  if (!meant.empty()) return text + "." + meant;
  return text + " (bedside --help lists them)";
}

Usage read_usage(const Outline& outline, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  if (words[0].starts_with("-")) {
    // What follows --help or --version is of no account.
    return {first_flag(outline, words[0]), {words[0]}};
  }
  const CommandOutline* command = outline.command(words[0]);
  if (command == nullptr) return {no_such_command(outline, words[0]), {}};
  return Walk(outline, *command, {words.begin() + 1, words.end()}).run();
}

}  // namespace bedside::commands
