// Takes the C++ sources as text; gives each place where one goes against the house: an include
// against the order of the rooms, a library outside its room, a file or line that is too long.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string_view>;

struct Room {
  std::string_view name;
  Names may_include;  // besides itself
};

// From the bottom to the top. Rooms that stand beside each other do not include each other.
const std::vector<Room> rooms{
    {"lang/text", {}},
    {"lang/units", {"lang/text"}},
    {"lang/syntax", {"lang/text", "lang/units"}},
    {"lang/meaning", {"lang/text", "lang/units", "lang/syntax"}},
    {"lang/format", {"lang/text", "lang/units", "lang/syntax", "lang/meaning"}},
    {"lang/proofs", {"lang/text", "lang/units", "lang/meaning"}},
    {"interpreter/evaluate", {"lang/text", "lang/units", "lang/meaning"}},
    {"interpreter/records",
     {"lang/text", "lang/units", "lang/syntax", "lang/meaning", "interpreter/evaluate"}},
    {"interpreter/explain",
     {"lang/text", "lang/units", "lang/meaning", "interpreter/evaluate", "interpreter/records"}},
    {"interpreter/cohort",
     {"lang/text", "lang/units", "lang/meaning", "interpreter/evaluate", "interpreter/records"}},
    {"interpreter/receipts",
     {"lang/text", "lang/units", "lang/meaning", "interpreter/evaluate", "interpreter/records",
      "interpreter/cohort"}},
    {"interpreter/export", {"lang/text", "lang/units", "lang/meaning"}},
    {"interpreter/testing",
     {"lang/text", "lang/units", "lang/syntax", "lang/meaning", "interpreter/evaluate",
      "interpreter/records", "interpreter/explain"}},
    {"interpreter/proving",
     {"lang/text", "lang/units", "lang/syntax", "lang/meaning", "lang/format", "lang/proofs",
      "interpreter/evaluate", "interpreter/explain", "interpreter/testing"}},
    {"interpreter/repl",
     {"lang/text", "lang/units", "lang/syntax", "lang/meaning", "lang/format", "lang/proofs",
      "interpreter/evaluate", "interpreter/records", "interpreter/explain", "interpreter/cohort",
      "interpreter/testing", "interpreter/proving"}},
    {"interpreter/commands",
     {"lang/text", "lang/units", "lang/syntax", "lang/meaning", "lang/format", "lang/proofs",
      "interpreter/evaluate", "interpreter/records", "interpreter/explain", "interpreter/cohort",
      "interpreter/receipts", "interpreter/export", "interpreter/testing", "interpreter/proving",
      "interpreter/repl"}},
};

struct Library {
  std::string_view header;  // how its headers begin
  Names allowed;            // how the paths begin that may include it
};

const std::vector<Library> libraries{
    {"tao/", {"lang/syntax/", "tests/unit/syntax_"}},
    {"boost/", {"lang/units/number", "tests/unit/units_number"}},
    {"nlohmann/",
     {"interpreter/records/", "interpreter/receipts/", "interpreter/commands/", "tests/"}},
    {"CLI/", {"interpreter/commands/command_line"}},
    {"zlib.h", {"interpreter/commands/gzip.cpp"}},
    {"sha2.h", {"interpreter/receipts/sha256.cpp"}},
    {"histedit.h", {"interpreter/commands/line_editor.cpp"}},
    {"z3", {"interpreter/proving/solver.cpp", "interpreter/proving/cell_solver.cpp"}},
    {"dlfcn.h", {"interpreter/proving/late.cpp"}},
    {"catch2/", {"tests/catch.hpp"}},
    {"sqlite3.h", {"tests/agree/sql_test.cpp"}},
};

// The pure rooms do no I/O, start no threads, ask neither the platform nor the locale.
const Names pure_rooms{"lang/", "interpreter/evaluate/", "interpreter/cohort/",
                       "interpreter/receipts/", "interpreter/export/"};
const Names impure_headers{
    "iostream", "fstream", "sstream", "cstdio",     "stdio.h",     "thread",          "mutex",
    "future",   "format",  "locale",  "expected",   "filesystem",  "clocale",         "unistd.h",
    "sys/",     "ctime",   "chrono",  "fmt/chrono", "fmt/ostream", "memory_resource", "fmt/os.h",
};

bool begins_with_any(std::string_view text, const Names& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](auto beginning) { return text.starts_with(beginning); });
}

/// The first two folders of a path below lang/ or interpreter/; else nothing.
std::string_view room_of(std::string_view path) {
  if (!begins_with_any(path, {"lang/", "interpreter/"})) return {};
  const auto end = path.find('/', path.find('/') + 1);
  return end == std::string_view::npos ? path : path.substr(0, end);
}

std::string fault_of_own(std::string_view path, std::string_view included) {
  if (path.starts_with("tests/")) return {};
  const auto from = room_of(path);
  const auto to = room_of(included);
  const auto named = [](auto name) { return [=](const Room& room) { return room.name == name; }; };
  const auto room = std::find_if(rooms.begin(), rooms.end(), named(from));
  if (room == rooms.end()) return "stands in no room that the table knows";
  if (from == to) return {};
  const auto& may = room->may_include;
  if (std::find(may.begin(), may.end(), to) != may.end()) return {};
  return "includes \"" + std::string(included) + "\" against the order of the rooms";
}

std::string fault_of_library(std::string_view path, std::string_view header) {
  for (const auto& library : libraries) {
    if (header.starts_with(library.header) && !begins_with_any(path, library.allowed)) {
      return "includes <" + std::string(header) + "> outside its room";
    }
  }
  // Whole names: <format> is not <format_something>; a name with a slash at its end is a folder.
  const auto is_it = [&](auto name) {
    return header == name || (name.ends_with('/') && header.starts_with(name));
  };
  if (begins_with_any(path, pure_rooms) &&
      std::any_of(impure_headers.begin(), impure_headers.end(), is_it)) {
    return "includes <" + std::string(header) + "> in a pure room";
  }
  return {};
}

std::string fault_of_include(std::string_view path, std::string_view line) {
  line.remove_prefix(std::min(line.find_first_of("<\""), line.size()));
  const auto end = line.empty() ? 0 : line.find(line.front() == '<' ? '>' : '"', 1);
  if (end == 0 || end == std::string_view::npos) return "has an include that cannot be read";
  const auto name = line.substr(1, end - 1);
  return line.front() == '<' ? fault_of_library(path, name) : fault_of_own(path, name);
}

auto count_columns(std::string_view line) {
  // Bytes that continue a UTF-8 character are no columns of their own.
  return std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

std::vector<std::string> faults_in(std::string_view path, std::string_view text) {
  std::vector<std::string> faults;
  std::size_t number = 0;
  bool table_lines = false;
  const auto note = [&](std::string fault) {
    if (fault.empty()) return;
    faults.push_back(std::string(path) + ":" + std::to_string(number) + " " + std::move(fault));
  };
  if (!text.starts_with("// ")) note("does not open with a comment that says what it is");
  while (!text.empty()) {
    ++number;
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.starts_with("#include")) note(fault_of_include(path, line));
    // A table reads best with a row a line, however long.
    if (line.find("clang-format off") != std::string_view::npos) table_lines = true;
    if (line.find("clang-format on") != std::string_view::npos) table_lines = false;
    if (!table_lines && count_columns(line) > 100) note("is longer than 100 columns");
  }
  const bool table = path.find("table", path.rfind('/')) != std::string_view::npos;
  if (number > 500 && !table) note("is more than 500 lines long");
  return faults;
}

std::vector<std::string> read_sources(std::vector<std::string>& paths) {
  std::vector<std::string> texts;
  const fs::path root = BEDSIDE_SOURCE_DIR;
  for (const auto* folder : {"lang", "interpreter", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".hpp") continue;
      paths.push_back(fs::relative(entry.path(), root).generic_string());
      std::ifstream in(entry.path(), std::ios::binary);
      texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }
  return texts;
}

}  // namespace

TEST_CASE("the sources keep to the house") {
  std::vector<std::string> paths;
  const auto texts = read_sources(paths);
  CHECK(paths.size() > 10);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (const auto& fault : faults_in(paths[i], texts[i])) FAIL_CHECK(fault);
  }
}

TEST_CASE("what goes against the house is noticed") {
  const auto faults = [](std::string_view path, std::string_view line) {
    return faults_in(path, "// A file.\n" + std::string(line) + "\n").size();
  };
  const std::string_view evaluate = "#include \"interpreter/evaluate/evaluate.hpp\"";
  CHECK(faults("lang/meaning/a.cpp", evaluate) == 1);
  CHECK(faults("interpreter/cohort/a.cpp", "#include \"interpreter/explain/a.hpp\"") == 1);
  CHECK(faults("interpreter/evaluate/a.cpp", "#include \"interpreter/records/a.hpp\"") == 1);
  CHECK(faults("lang/new_room/a.cpp", "#include \"lang/text/a.hpp\"") == 1);
  CHECK(faults("interpreter/records/a.cpp", evaluate) == 0);
  CHECK(faults("tests/unit/a.cpp", evaluate) == 0);

  CHECK(faults("lang/meaning/a.cpp", "#include <tao/pegtl.hpp>") == 1);
  CHECK(faults("lang/syntax/a.cpp", "#include <tao/pegtl.hpp>") == 0);
  CHECK(faults("lang/units/unit.cpp", "#include <boost/a.hpp>") == 1);
  CHECK(faults("interpreter/evaluate/a.cpp", "#include <iostream>") == 1);
  CHECK(faults("lang/text/a.cpp", "#include <sys/stat.h>") == 1);
  CHECK(faults("interpreter/commands/a.cpp", "#include <iostream>") == 0);

  CHECK(faults("lang/text/a.cpp", std::string(101, 'x')) == 1);
  CHECK(faults("lang/text/a.cpp", std::string(99, 'x') + "ä") == 0);
  CHECK(faults("lang/text/a.cpp", std::string(500, '\n')) == 1);
  CHECK(faults("lang/text/unit_table.hpp", std::string(500, '\n')) == 0);
  CHECK(faults_in("lang/text/a.cpp", "int x;\n").size() == 1);
}
