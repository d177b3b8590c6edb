// Takes `git:REV:PATH`; gives the files that git has there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/commands/files.hpp"

namespace bedside::commands {

/// What stands behind `git:`: a revision, and a path as git writes it, which counts from the top of
/// the repository, or with `./` from where bedside was started.
struct GitPath {
  std::string revision;
  std::string path;
};

/// None where the word does not begin with `git:`; a problem where REV or PATH is missing or cannot
/// be meant.
std::optional<Result<GitPath>> read_git_path(std::string_view word);

/// All files of one revision of the repository that bedside was started in. Only reads; starts
/// `git`, without a shell.
class Revision {
 public:
  static Result<Revision> open(const std::string& revision);

  /// The path from the top of the repository: without `./`, `..` and slashes too many. A problem
  /// where it leads out.
  Result<std::string> path_from_top(const std::string& path) const;
  /// Links to files are followed within the revision.
  bool is_file(const std::string& path) const;
  bool is_folder(const std::string& path) const;
  Result<std::string> read(const std::string& path) const;
  /// Every `.bedside` file below a folder, sorted.
  std::vector<std::string> rule_files_below(const std::string& folder) const;
  /// Where bedside was started, from the top: `guidelines/`; empty at the top itself.
  const std::string& started_in() const { return started_in_; }

 private:
  struct Entry {
    bool link = false;
    std::string object;
  };

  /// The file that a path leads to, or null.
  const Entry* entry(std::string path) const;

  std::map<std::string, Entry> entries_;
  std::string started_in_;
};

}  // namespace bedside::commands
