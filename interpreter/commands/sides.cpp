// Takes one side of a comparison as people write it; gives the rule sets that it names.
#include "interpreter/commands/sides.hpp"

#include <fmt/format.h>

#include <map>

#include "interpreter/commands/revisions.hpp"
#include "lang/text/near.hpp"

namespace bedside::commands {

namespace {

/// Reads rule sets as they were at one revision.
class RevisionLoader {
 public:
  RevisionLoader(const Revision& revision, std::string prefix)
      : revision_(revision), prefix_(std::move(prefix)) {}

  Result<std::vector<RuleSetInput>> folder(const std::string& path) const {
    std::vector<RuleSetInput> all;
    for (const std::string& file : revision_.rule_files_below(path)) {
      auto content = revision_.read(file);
      if (auto* problem = std::get_if<Problem>(&content)) return *problem;
      const std::string& text = std::get<std::string>(content);
      if (meaning::has_guideline(text)) all.push_back(loaded(file, text));
    }
    if (!all.empty()) return all;
    return Problem{fmt::format("There is no guideline below the folder `{}{}`.", prefix_, path)};
  }

  Result<std::vector<RuleSetInput>> file(const std::string& path) const {
    auto content = revision_.read(path);
    if (auto* problem = std::get_if<Problem>(&content)) return *problem;
    std::vector<RuleSetInput> one;
    one.push_back(loaded(path, std::get<std::string>(content)));
    return one;
  }

 private:
  // Paths are plain while files look for each other, and say afterwards where they are from.
  RuleSetInput loaded(const std::string& path, const std::string& content) const {
    // Nothing outside the repository can be reached.
    const auto used = [this](const std::string& wanted) -> meaning::UsedFile {
      auto text = revision_.read(wanted);
      auto* found = std::get_if<std::string>(&text);
      return {found == nullptr ? std::nullopt : std::optional(std::move(*found))};
    };
    RuleSetInput made{prefix_ + path, meaning::load({{path, content}}, used), {}};
    const text::Sources plain = std::exchange(made.loaded.sources, {});
    for (std::uint32_t i = 0; i < plain.size(); ++i) {
      made.loaded.sources.add(prefix_ + plain.at(i).path(), plain.at(i).content());
    }
    for (meaning::Rule& rule : made.loaded.rules.rules) {
      if (!rule.named) rule.name = text::file_name(rule_place(rule, made.loaded.sources));
    }
    return made;
  }

  static std::string rule_place(const meaning::Rule& rule, const text::Sources& sources) {
    const text::Source& source = sources.of(rule.span);
    return fmt::format("{}:{}", source.path(), source.place(rule.span).line);
  }

  const Revision& revision_;
  std::string prefix_;
};

Problem not_there(const GitPath& wanted, const std::string& path, const Revision& revision) {
  std::string hint;
  const std::string here = revision.started_in() + path;
  if (here != path && (revision.is_file(here) || revision.is_folder(here))) {
    hint = fmt::format(
        " A path counts from the top of the repository; from here it is "
        "git:{}:./{}.",
        wanted.revision, path);
  } else {
    hint = text::did_you_mean(text::near_names(path, revision.rule_files_below("")));
  }
  return {
      fmt::format("There is no `{}` at the revision `{}`.{}", wanted.path, wanted.revision, hint)};
}

Result<Side> load_revision(const std::string& word, const GitPath& wanted) {
  auto opened = Revision::open(wanted.revision);
  if (auto* problem = std::get_if<Problem>(&opened)) return *problem;
  const Revision& revision = std::get<Revision>(opened);
  auto path = revision.path_from_top(wanted.path);
  if (auto* problem = std::get_if<Problem>(&path)) return *problem;
  const std::string& from_top = std::get<std::string>(path);
  Side side{word, !revision.is_file(from_top), fmt::format("git:{}:", wanted.revision), {}};
  if (side.folder && !revision.is_folder(from_top)) return not_there(wanted, from_top, revision);
  const RevisionLoader loader(revision, side.git_prefix);
  auto inputs = side.folder ? loader.folder(from_top) : loader.file(from_top);
  if (auto* problem = std::get_if<Problem>(&inputs)) return *problem;
  side.inputs = std::move(std::get<std::vector<RuleSetInput>>(inputs));
  return side;
}

using ByName = std::map<std::string, const RuleSetInput*>;

Result<ByName> by_name(const Side& side) {
  ByName names;
  for (const RuleSetInput& input : side.inputs) {
    const std::string name = guideline_name(input);
    const auto [there, is_new] = names.emplace(name, &input);
    if (is_new) continue;
    return Problem{
        fmt::format("Two guidelines of `{}` are called \"{}\", {} and {}: which of them "
                    "is meant cannot be told by its name.",
                    side.word, name, there->second->name, input.name)};
  }
  return names;
}

}  // namespace

Result<Side> load_side(const std::string& word, Outside outside) {
  if (auto wanted = read_git_path(word)) {
    if (auto* problem = std::get_if<Problem>(&*wanted)) return *problem;
    return load_revision(word, std::get<GitPath>(*wanted));
  }
  auto inputs = load_rule_sets({word}, outside);
  if (auto* problem = std::get_if<Problem>(&inputs)) return *problem;
  Side side{word == "-" ? "standard input" : word, word != "-" && is_folder(word), "", {}};
  side.inputs = std::move(std::get<std::vector<RuleSetInput>>(inputs));
  if (word == "-") side.inputs.front().name = side.word;
  return side;
}

Result<std::vector<Pair>> paired(const Side& before, const Side& after) {
  if (!before.folder && !after.folder) {
    return std::vector<Pair>{{&before.inputs.front(), &after.inputs.front()}};
  }
  auto old_ones = by_name(before);
  if (auto* problem = std::get_if<Problem>(&old_ones)) return *problem;
  auto new_ones = by_name(after);
  if (auto* problem = std::get_if<Problem>(&new_ones)) return *problem;
  ByName left = std::get<ByName>(std::move(old_ones));
  std::vector<Pair> pairs;
  for (const RuleSetInput& input : after.inputs) {
    const auto found = left.find(guideline_name(input));
    pairs.push_back({found == left.end() ? nullptr : found->second, &input});
    if (found != left.end()) left.erase(found);
  }
  for (const RuleSetInput& input : before.inputs) {
    const auto found = left.find(guideline_name(input));
    if (found != left.end() && found->second == &input) pairs.push_back({&input, nullptr});
  }
  return pairs;
}

}  // namespace bedside::commands
