// Takes Markdown files and folders of them; runs each as a test; prints failures and the counts.
//
//   bedside_transcripts [--renew] --bedside PROGRAM PATH...
//
// Folders are searched for *.md; below examples/ only for README.md. CONTRIBUTING.md says how such
// a file is written.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/transcripts/run.hpp"

namespace {

namespace fs = std::filesystem;
using bedside::transcripts::is_story;
using bedside::transcripts::Options;
using bedside::transcripts::Report;

void add_files(const fs::path& path, std::vector<fs::path>& files) {
  if (!fs::is_directory(path)) {
    files.push_back(path);
    return;
  }
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    const auto& file = entry.path();
    const bool readme = file.filename() == "README.md";
    const bool wanted = is_story(file) ? readme : file.extension() == ".md";
    if (wanted && entry.is_regular_file()) found.push_back(file);
  }
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
}

/// Runs all files, as many at a time as there are cores. The reports come in the order of the
/// files.
std::vector<Report> run_all(const std::vector<fs::path>& files, const Options& options) {
  std::vector<Report> reports(files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto i = next++; i < files.size(); i = next++) {
      reports[i] = bedside::transcripts::run_file(files[i], options);
    }
  };
  std::vector<std::jthread> helpers;
  for (auto i = std::thread::hardware_concurrency(); i > 1; --i) helpers.emplace_back(work);
  work();
  helpers.clear();
  return reports;
}

int run(int argc, char** argv) {
  Options options;
  std::vector<fs::path> files;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--renew") {
      options.renew = true;
    } else if (argument == "--bedside" && i + 1 < argc) {
      options.program = fs::canonical(argv[++i]);
    } else if (argument.starts_with("-")) {
      files.clear();
      break;
    } else {
      add_files(argument, files);
    }
  }
  if (options.program.empty() || files.empty()) {
    fmt::print(stderr, "usage: bedside_transcripts [--renew] --bedside PROGRAM PATH...\n");
    return 1;
  }
  int passed = 0;
  int failed = 0;
  for (const auto& report : run_all(files, options)) {
    fmt::print("{}", report.text);
    passed += report.passed;
    failed += report.failed;
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed > 0 || passed == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bedside_transcripts: {}\n", error.what());
    return EXIT_FAILURE;
  }
}
