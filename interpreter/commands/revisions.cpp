// Takes `git:REV:PATH`; gives the files that git has there.
#include "interpreter/commands/revisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/commands/processes.hpp"

namespace bedside::commands {

namespace {

constexpr std::string_view prefix = "git:";
// Links that lead to links; more of them go in a circle.
constexpr int most_links = 8;

// What git said, without its own "fatal: ", as the end of a sentence.
std::string said(const Ended& ended) {
  std::string_view line = std::string_view(ended.errors).substr(0, ended.errors.find('\n'));
  for (const std::string_view lead : {"fatal: ", "error: "}) {
    if (line.starts_with(lead)) line.remove_prefix(lead.size());
  }
  if (line.ends_with('.')) line.remove_suffix(1);
  return line.empty() ? fmt::format("exit code {}", ended.code) : std::string(line);
}

// Runs git: it asks nobody for a password, pages nothing, writes nothing, and speaks English, as
// we do.
Result<Ended> git(const std::vector<std::string>& words) {
  std::vector<std::string> all{"git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"};
  all.insert(all.end(), words.begin(), words.end());
  auto ended = run_program(all, {"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"});
  if (const auto* problem = std::get_if<Problem>(&ended)) {
    return Problem{fmt::format("git:REV:PATH is read by git. {}", problem->text)};
  }
  return ended;
}

// The same, where any exit code but 0 is a problem; what it wrote.
Result<std::string> output_of_git(const std::vector<std::string>& words) {
  auto ended = git(words);
  if (const auto* problem = std::get_if<Problem>(&ended)) return *problem;
  Ended& made = std::get<Ended>(ended);
  if (made.code != 0) return Problem{fmt::format("git cannot do this: {}.", said(made))};
  return std::move(made.output);
}

std::string without_line_end(std::string line) {
  if (line.ends_with('\n')) line.pop_back();
  return line;
}

// `a/./b/../c` is `a/c`; the top itself is "".
std::string plain(const std::string& path) {
  std::string made = std::filesystem::path(path).lexically_normal().string();
  if (made.ends_with('/')) made.pop_back();
  return made == "." ? "" : made;
}

bool leads_out(const std::string& path) {
  return path.starts_with('/') || path == ".." || path.starts_with("../");
}

std::string folder_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// A REV may have colons inside braces: `main@{2024-01-31 12:00}`.
std::size_t end_of_revision(std::string_view rest) {
  int depth = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '{') ++depth;
    if (rest[i] == '}') --depth;
    if (rest[i] == ':' && depth <= 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<Result<GitPath>> read_git_path(std::string_view word) {
  if (!word.starts_with(prefix)) return std::nullopt;
  const std::string_view rest = word.substr(prefix.size());
  const std::size_t colon = end_of_revision(rest);
  if (colon == 0 || colon == std::string_view::npos) {
    return Problem{
        fmt::format("`{}` lacks a part: git:REV:PATH is PATH as it was at the revision "
                    "REV, such as git:main:rules.bedside.",
                    word)};
  }
  const GitPath made{std::string(rest.substr(0, colon)), std::string(rest.substr(colon + 1))};
  // Git would take it for a flag.
  if (made.revision.starts_with('-')) {
    return Problem{fmt::format("`{}` is no revision: it begins with a dash.", made.revision)};
  }
  return made;
}

Result<Revision> Revision::open(const std::string& revision) {
  Revision made;
  auto ended = git({"rev-parse", "--show-prefix"});
  if (const auto* problem = std::get_if<Problem>(&ended)) return *problem;
  const Ended& where = std::get<Ended>(ended);
  if (where.code != 0) {
    return Problem{
        fmt::format("There is no git repository to read `{}` from: {}.", revision, said(where))};
  }
  made.started_in_ = without_line_end(where.output);
  ended = git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{tree}"});
  if (const auto* problem = std::get_if<Problem>(&ended)) return *problem;
  const std::string tree = without_line_end(std::get<Ended>(ended).output);
  if (std::get<Ended>(ended).code != 0 || tree.empty()) {
    return Problem{fmt::format("Git knows no revision `{}` here.", revision)};
  }
  auto listed = output_of_git({"ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree});
  if (const auto* problem = std::get_if<Problem>(&listed)) return *problem;
  // Each is `MODE TYPE OBJECT<tab>PATH`, and ends with a zero.
  std::string_view rest = std::get<std::string>(listed);
  while (!rest.empty()) {
    const std::string_view each = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(each.size() + 1, rest.size()));
    const std::size_t tab = std::min(each.find('\t'), each.size());
    const std::string_view about = each.substr(0, tab);
    // What is no blob is another repository, of which this one has no files.
    if (about.find(" blob ") == std::string_view::npos) continue;
    const std::string path(each.substr(std::min(tab + 1, each.size())));
    made.entries_[path] = {about.starts_with("120000"),
                           std::string(about.substr(about.find_last_of(' ') + 1))};
  }
  return made;
}

Result<std::string> Revision::path_from_top(const std::string& path) const {
  const bool from_here =
      path == "." || path == ".." || path.starts_with("./") || path.starts_with("../");
  std::string made = plain(from_here ? started_in_ + path : path);
  if (!leads_out(made)) return made;
  return Problem{
      fmt::format("`{}` leads out of the repository; after git:REV: a path counts from "
                  "its top, or with ./ from here.",
                  path)};
}

const Revision::Entry* Revision::entry(std::string path) const {
  for (int links = 0; links <= most_links; ++links) {
    const auto found = entries_.find(path);
    if (found == entries_.end()) return nullptr;
    if (!found->second.link) return &found->second;
    const auto target = output_of_git({"cat-file", "blob", found->second.object});
    if (std::holds_alternative<Problem>(target)) return nullptr;
    const std::string& leads_to = std::get<std::string>(target);
    path = plain(leads_to.starts_with('/') ? leads_to : folder_of(path) + leads_to);
  }
  return nullptr;
}

bool Revision::is_file(const std::string& path) const { return entry(path) != nullptr; }

bool Revision::is_folder(const std::string& path) const {
  if (path.empty()) return true;
  const auto first = entries_.lower_bound(path + "/");
  return first != entries_.end() && first->first.starts_with(path + "/");
}

Result<std::string> Revision::read(const std::string& path) const {
  const Entry* found = entry(path);
  if (found == nullptr) return Problem{fmt::format("There is no file `{}`.", path)};
  return output_of_git({"cat-file", "blob", found->object});
}

std::vector<std::string> Revision::rule_files_below(const std::string& folder) const {
  const std::string below = folder.empty() ? "" : folder + "/";
  std::vector<std::string> files;
  for (auto each = entries_.lower_bound(below);
       each != entries_.end() && each->first.starts_with(below); ++each) {
    if (each->first.ends_with(".bedside") && is_file(each->first)) files.push_back(each->first);
  }
  return files;
}

}  // namespace bedside::commands
