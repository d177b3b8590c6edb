// Takes the catalogue of messages and tests/golden/messages/; gives each code without a case that
// shows it, each case without a code, and each name that scripts could not rely on.
#include "lang/text/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "tests/catch.hpp"

namespace bedside::text {
namespace {

namespace fs = std::filesystem;

const fs::path cases = fs::path(BEDSIDE_SOURCE_DIR) / "tests" / "golden" / "messages";

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The blocks of a Markdown text with commands and what they print, without the rest.
std::string console_blocks(std::string_view markdown) {
  std::string blocks;
  bool inside = false;
  while (!markdown.empty()) {
    const auto line = markdown.substr(0, markdown.find('\n'));
    markdown.remove_prefix(std::min(line.size() + 1, markdown.size()));
    if (line.starts_with("```")) {
      inside = line == "```console";
    } else if (inside && !line.starts_with("$ ") && !line.starts_with("> ")) {
      blocks.append(line).append("\n");
    }
  }
  return blocks;
}

bool is_kebab_case(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  return !name.empty() && name.front() != '-' && name.back() != '-' &&
         name.find("--") == std::string_view::npos && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

TEST_CASE("each message has a case in tests/golden/messages that prints it") {
  for (const Entry& each : catalogue()) {
    const fs::path path = cases / (std::string(each.name) + ".md");
    INFO(path.string());
    REQUIRE(fs::is_regular_file(path));
    const std::string printed =
        std::string(severity_name(each.severity)) + "[" + std::string(each.name) + "]";
    CHECK(console_blocks(read_whole(path)).find(printed) != std::string::npos);
  }
}

TEST_CASE("each case in tests/golden/messages is about a message of the catalogue") {
  std::size_t count = 0;
  for (const auto& each : fs::directory_iterator(cases)) {
    INFO(each.path().string());
    CHECK(each.path().extension() == ".md");
    CHECK(code_named(each.path().stem().string()).has_value());
    ++count;
  }
  CHECK(count == catalogue().size());
}

TEST_CASE("the names of messages are kebab-case and unique, and lead back to their codes") {
  std::set<std::string_view> names;
  for (const Entry& each : catalogue()) {
    INFO(each.name);
    CHECK(is_kebab_case(each.name));
    CHECK(names.insert(each.name).second);
    CHECK(code_named(each.name) == each.code);
    CHECK(entry(each.code).name == each.name);
    CHECK_FALSE(each.about.empty());
  }
  CHECK_FALSE(code_named("no-such-code").has_value());
}

}  // namespace bedside::text
