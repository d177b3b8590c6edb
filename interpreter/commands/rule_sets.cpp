// Takes the RULES of a command line; gives the rule sets that they name.
#include "interpreter/commands/rule_sets.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>

#include "lang/text/near.hpp"

namespace bedside::commands {

namespace {

/// Sorts RULES into files, folders and shipped names, and loads them.
class Loader {
 public:
  Loader(bool libraries_too, Outside outside, const Changed& changed,
         std::optional<std::string> claim = {})
      : libraries_too_(libraries_too),
        changed_(changed),
        claim_(std::move(claim)),
        used_files_(outside) {}

  Result<std::vector<RuleSetInput>> run(const std::vector<std::string>& rules) {
    std::vector<std::string> all = rules;
    if (all.empty()) all.emplace_back(default_rules);
    for (const std::string& each : all) used_files_.add_root(each);
    for (const std::string& each : all) {
      if (auto problem = take(each)) return *problem;
    }
    if (!files_.empty()) {
      std::string name = files_.front().path;
      if (files_.size() > 1) name += fmt::format(" and {} more", files_.size() - 1);
      found_.push_back({name, loaded(files_), file_words_});
    }
    return std::move(found_);
  }

 private:
  std::optional<Problem> take(const std::string& path) {
    if (is_folder(path)) return take_folder(path);
    if (path != "-" && !exists(path)) {
      if (const ShippedFile* guideline = shipped_named(path)) {
        const meaning::InputFile file{fmt::format("shipped:{}", guideline->name),
                                      std::string(guideline->text)};
        found_.push_back({path, loaded({file}), {path}});
        return std::nullopt;
      }
      return no_such_rules(path);
    }
    auto content = read(path);
    if (auto* problem = std::get_if<Problem>(&content)) return *problem;
    file_words_.push_back(path);
    files_.push_back({path == "-" ? "standard input" : path,
                      std::get<std::string>(std::move(content)),
                      path == "-" ? "" : real_path(path)});
    return std::nullopt;
  }

  std::optional<Problem> take_folder(const std::string& folder) {
    auto files = rule_files_below(folder);
    if (auto* problem = std::get_if<Problem>(&files)) return *problem;
    std::vector<meaning::InputFile> libraries;
    std::set<std::string> used;
    std::size_t guidelines = 0;
    for (const std::string& path : std::get<std::vector<std::string>>(files)) {
      auto content = read(path);
      if (auto* problem = std::get_if<Problem>(&content)) return *problem;
      meaning::InputFile file{path, std::get<std::string>(std::move(content)), real_path(path)};
      if (!meaning::has_guideline(file.content)) {
        libraries.push_back(std::move(file));
        continue;
      }
      ++guidelines;
      found_.push_back({path, loaded({file}), {path}});
      const text::Sources& sources = found_.back().loaded.sources;
      for (std::uint32_t i = 0; i < sources.size(); ++i) used.insert(sources.at(i).path());
    }
    if (libraries_too_) {
      for (const meaning::InputFile& file : libraries) {
        if (used.contains(file.path)) continue;
        ++guidelines;
        found_.push_back({file.path, loaded({file}), {file.path}});
      }
    }
    if (guidelines > 0) return std::nullopt;
    return Problem{fmt::format("There is no guideline below the folder `{}`.", folder)};
  }

  Result<std::string> read(const std::string& path) const {
    if (changed_.empty()) return read_file(path);
    const auto found = changed_.find(real_path(path));
    return found == changed_.end() ? read_file(path) : Result<std::string>(found->second);
  }

  meaning::Loaded loaded(const std::vector<meaning::InputFile>& files) const {
    if (!claim_) return meaning::load(files, used_);
    return meaning::load_with_claim(files, used_, {"claim", *claim_});
  }

  bool libraries_too_;
  const Changed& changed_;
  std::optional<std::string> claim_;
  UsedFiles used_files_;
  meaning::ReadFile used_ = [this](const std::string& path) -> meaning::UsedFile {
    meaning::UsedFile file = used_files_.read(path);
    const auto found = changed_.find(file.real);
    if (file.content && found != changed_.end()) file.content = found->second;
    return file;
  };
  std::vector<meaning::InputFile> files_;
  std::vector<std::string> file_words_;  // as they stand among RULES
  std::vector<RuleSetInput> found_;
};

}  // namespace

Result<std::vector<RuleSetInput>> load_rule_sets(const std::vector<std::string>& rules,
                                                 Outside outside) {
  const Changed nothing;
  return Loader(false, outside, nothing).run(rules);
}

Result<std::vector<RuleSetInput>> load_with_claim(const std::vector<std::string>& rules,
                                                  Outside outside, const std::string& claim) {
  const Changed nothing;
  return Loader(false, outside, nothing, claim).run(rules);
}

Result<std::vector<RuleSetInput>> load_all_below(const std::vector<std::string>& rules,
                                                 Outside outside, const Changed& changed) {
  return Loader(true, outside, changed).run(rules);
}

const ShippedFile* shipped_named(const std::string& name) {
  for (const ShippedFile& each : shipped_guidelines()) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

Problem no_such_rules(const std::string& word) {
  std::vector<std::string> names;
  for (const ShippedFile& each : shipped_guidelines()) names.emplace_back(each.name);
  return {fmt::format("`{}` is no file, no folder, and not the name of a shipped guideline.{}",
                      word, text::did_you_mean(text::near_names(word, names)))};
}

namespace {

// The guideline below a folder; a problem where there is none, or where there are several.
Result<std::string> guideline_below(const std::string& folder) {
  const auto files = rule_files_below(folder);
  if (const auto* problem = std::get_if<Problem>(&files)) return *problem;
  std::vector<std::string> guidelines;
  for (const std::string& path : std::get<std::vector<std::string>>(files)) {
    const auto content = read_plain_file(path);
    const auto* text = std::get_if<std::string>(&content);
    if (text != nullptr && meaning::has_guideline(*text)) guidelines.push_back(path);
  }
  if (guidelines.size() == 1) return guidelines.front();
  if (guidelines.empty()) {
    return Problem{fmt::format("There is no guideline below the folder `{}`.", folder)};
  }
  return Problem{fmt::format("Below the folder `{}` are {} guidelines, and one is wanted: {}.",
                             folder, guidelines.size(), fmt::join(guidelines, ", "))};
}

}  // namespace

Result<std::vector<meaning::InputFile>> files_of_one(const std::string& name) {
  if (name == "-") return Problem{"standard input is what is typed here, and no rule file."};
  if (is_folder(name)) {
    auto path = guideline_below(name);
    if (const auto* problem = std::get_if<Problem>(&path)) return *problem;
    return files_of_one(std::get<std::string>(path));
  }
  if (!exists(name)) {
    const ShippedFile* guideline = shipped_named(name);
    if (guideline == nullptr) return no_such_rules(name);
    return std::vector<meaning::InputFile>{
        {fmt::format("shipped:{}", guideline->name), std::string(guideline->text)}};
  }
  auto content = read_file(name);
  if (const auto* problem = std::get_if<Problem>(&content)) return *problem;
  return std::vector<meaning::InputFile>{
      {name, std::get<std::string>(std::move(content)), real_path(name)}};
}

std::string guideline_name(const RuleSetInput& input) {
  const auto& guideline = input.loaded.rules.guideline;
  return guideline ? guideline->name : input.name;
}

}  // namespace bedside::commands
