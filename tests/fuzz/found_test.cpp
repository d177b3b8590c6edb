// Takes what fuzzing ever found, and the hand-made seeds; runs each through its target again.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/catch.hpp"
#include "tests/fuzz/targets.hpp"

namespace bedside::fuzz {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

TEST_CASE("fuzz: what was ever found, and the seeds, keep all promises") {
  const fs::path top = fs::path(BEDSIDE_SOURCE_DIR) / "tests" / "fuzz";
  for (const auto* const kind : {"found", "corpus"}) {
    for (const auto& folder : files_in(top / kind)) {
      const auto target = std::find_if(targets().begin(), targets().end(), [&](const Target& each) {
        return each.name == folder.filename();
      });
      REQUIRE(target != targets().end());
      for (const auto& path : files_in(folder)) {
        INFO(path.string());
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK_NOTHROW(target->run(bytes));
      }
    }
  }
}

}  // namespace bedside::fuzz
