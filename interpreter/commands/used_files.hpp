// Takes the files and folders that a person names; gives the reading of what their rules use.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/meaning/load.hpp"

namespace bedside::commands {

/// Whether rules may use files that lie outside the folders that a person named.
enum class Outside : std::uint8_t { refused, allowed };

/// Reads files that rules use. They lie below a folder that a person named, or below the folder of
/// a file that a person named, links followed: a guideline from somewhere else cannot look around.
class UsedFiles {
 public:
  explicit UsedFiles(Outside outside = Outside::refused) : outside_(outside) {}

  /// A file or folder that a person named; "-" is standard input, which stands in this folder.
  void add_root(const std::string& path);
  meaning::UsedFile read(const std::string& path) const;

 private:
  bool is_inside(const std::string& real) const;

  Outside outside_;
  std::vector<std::string> roots_;  // real paths of folders, without a slash at the end
};

}  // namespace bedside::commands
