// Takes a Markdown file; runs its blocks as tests; gives how many passed and what the others did.
#pragma once

#include <filesystem>
#include <string>

namespace bedside::transcripts {

struct Options {
  std::filesystem::path program;  ///< The built `bedside`, as an absolute path.
  bool renew = false;             ///< Rewrite the expected outputs instead of comparing them.
};

struct Report {
  int passed = 0;
  int failed = 0;
  std::string text;  ///< What to show: the failures, and which files were rewritten.
};

/// True for the files and folders of examples/: each README there runs in a copy of its own folder.
bool is_story(const std::filesystem::path& path);

/// Runs one file. Never throws: what goes wrong with files is a failure in the report.
Report run_file(const std::filesystem::path& path, const Options& options);

}  // namespace bedside::transcripts
