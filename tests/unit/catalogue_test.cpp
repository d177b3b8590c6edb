// Takes the catalogue of messages, tests/golden/messages/ and docs/messages/; gives each code
// without a case or a page that shows it, each case and page without a code, and each name that
// scripts could not rely on.
#include "lang/text/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

namespace bedside::text {
namespace {

namespace fs = std::filesystem;

const fs::path cases = fs::path(BEDSIDE_SOURCE_DIR) / "tests" / "golden" / "messages";
const fs::path pages = fs::path(BEDSIDE_SOURCE_DIR) / "docs" / "messages";

// The sections of a page, in their order.
const std::vector<std::string> sections{"What it means", "Wrong", "Right",
                                        "Why it matters for patients"};

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

/// "error[band-gap]", as it stands before a message.
std::string printed_code(const Entry& entry) {
  return std::string(severity_name(entry.severity)) + "[" + std::string(entry.name) + "]";
}

/// What stands below each `## ` heading of a page, with the heading; first what stands above them.
std::vector<std::pair<std::string, std::string>> parts_of(const std::string& markdown) {
  std::vector<std::pair<std::string, std::string>> parts(1);
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) {
      parts.emplace_back(line.substr(3), "");
    } else {
      parts.back().second += line + "\n";
    }
  }
  return parts;
}

/// What is wrong with the page of one message, as sentences.
std::vector<std::string> faults_of_page(const std::string& markdown, const Entry& entry) {
  std::vector<std::string> faults;
  const auto need = [&](bool there, const std::string& what) {
    if (!there) faults.push_back("lacks " + what);
  };
  const auto parts = parts_of(markdown);
  const std::string name(entry.name);
  const std::string begin = "# " + name + "\n\n" + std::string(severity_name(entry.severity)) +
                            ": " + std::string(entry.about) + ".\n";
  need(parts[0].second.starts_with(begin),
       "its title, severity and line of the catalogue:\n" + begin);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const bool there = i + 1 < parts.size() && parts[i + 1].first == sections[i];
    need(there, "the section `## " + sections[i] + "` in its place");
    if (!there) return faults;
    // A sentence at least: fewer characters say nothing.
    need(parts[i + 1].second.size() > 40, "words in the section `" + sections[i] + "`");
  }
  need(parts.size() == sections.size() + 1, "an end after its last section");
  need(console_blocks(parts[2].second).find(printed_code(entry)) != std::string::npos,
       "its message below `## Wrong`, in a console block");
  need(parts[3].second.find("\n```bedside\n") != std::string::npos,
       "a block of rules below `## Right`");
  return faults;
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
    CHECK(console_blocks(read_whole(path)).find(printed_code(each)) != std::string::npos);
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

TEST_CASE("each message has a page in docs/messages, with all its sections") {
  for (const Entry& each : catalogue()) {
    const fs::path path = pages / (std::string(each.name) + ".md");
    INFO(path.string());
    REQUIRE(fs::is_regular_file(path));
    for (const std::string& fault : faults_of_page(read_whole(path), each)) FAIL_CHECK(fault);
  }
}

TEST_CASE("each page in docs/messages is about a message of the catalogue") {
  std::size_t count = 0;
  for (const auto& each : fs::directory_iterator(pages)) {
    if (each.path().filename() == "README.md") continue;
    INFO(each.path().string());
    CHECK(each.path().extension() == ".md");
    CHECK(code_named(each.path().stem().string()).has_value());
    ++count;
  }
  CHECK(count == catalogue().size());
}

TEST_CASE("what a page lacks is noticed") {
  const Entry& gap = entry(Code::band_gap);
  const std::string whole = read_whole(pages / "band-gap.md");
  CHECK(faults_of_page(whole, gap).empty());
  CHECK(faults_of_page(whole, entry(Code::band_overlap)).size() == 2);
  CHECK(faults_of_page("", gap).size() == 2);
  for (const std::string& section : sections) {
    std::string without = whole;
    without.replace(without.find("## " + section), 3, "###");
    CHECK_FALSE(faults_of_page(without, gap).empty());
  }
  CHECK(faults_of_page(whole + "\n## More\n", gap).size() == 1);
}

TEST_CASE("docs/messages/README.md lists the catalogue") {
  const std::string index = read_whole(pages / "README.md");
  std::string wanted;
  for (const Group& group : catalogue_groups()) {
    wanted += "\n## " + std::string(group.title) +
              "\n\n| code | severity | what it says |\n|---|---|---|\n";
    for (const Code code : group.codes) {
      const Entry& each = entry(code);
      const std::string name(each.name);
      std::string about(each.about);
      for (auto at = about.find('|'); at != std::string::npos; at = about.find('|', at + 2)) {
        about.insert(at, 1, '\\');  // a bar would begin a cell
      }
      wanted += "| [" + name + "](" + name + ".md) | " + std::string(severity_name(each.severity)) +
                " | " + about + " |\n";
    }
  }
  INFO("it should end with:\n" << wanted);
  CHECK(index.ends_with(wanted));
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
