// Takes a Markdown file; gives the report on its blocks. See run.hpp.
#include "tests/transcripts/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include "tests/transcripts/compare.hpp"
#include "tests/transcripts/document.hpp"
#include "tests/transcripts/shell.hpp"

namespace bedside::transcripts {
namespace {

namespace fs = std::filesystem;

/// A folder that exists as long as this object.
class WorkFolder {
 public:
  WorkFolder() {
    auto pattern = (fs::canonical(fs::temp_directory_path()) / "bedside-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_whole(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out.flush()) throw std::runtime_error(path.string() + " cannot be written");
}

void replace_all(std::string& text, const std::string& from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// One run over one file: the blocks in order, in one work folder.
class Run {
 public:
  Run(const fs::path& path, const Options& options)
      : path_(path), options_(options), text_(read_whole(path)), document_(read_document(text_)) {
    if (is_story(path)) {
      const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
      fs::copy(folder, folder_.path(), fs::copy_options::recursive);
    }
  }

  Report run() {
    for (auto& block : document_.blocks) run_block(block);
    if (options_.renew) rewrite();
    return report_;
  }

 private:
  void run_block(Block& block) {
    if (!block.fault.empty()) {
      fail(block.line, block.fault, {});
    } else if (!block.file.empty()) {
      write_file(block);
    } else if (block.language == "console") {
      for (auto& command : block.commands) run_command(block, command);
    } else if (block.language == "bedside" && !block.has("ignore")) {
      check_rules(block);
    }
  }

  void write_file(const Block& block) {
    const std::string_view end = block.has("crlf") ? "\r\n" : "\n";
    auto content = fmt::format("{}{}", fmt::join(block.lines, end), block.lines.empty() ? "" : end);
    if (block.has("no-eol") && !content.empty()) content.resize(content.size() - end.size());
    const auto target = folder_.path() / block.file;
    fs::create_directories(target.parent_path());
    write_whole(target, content);
  }

  void check_rules(const Block& block) {
    const auto target = folder_.path() / "block.bedside";
    write_whole(target, fmt::format("{}\n", fmt::join(block.lines, "\n")));
    const auto name = options_.program.filename().string();
    const auto outcome = shell(name + " check --quiet block.bedside");
    const int wanted = block.has("wrong") ? 1 : 0;
    fs::remove(target);
    if (outcome.fault.empty() && outcome.exit_code == wanted) {
      ++report_.passed;
      return;
    }
    fail(block.line,
         fmt::format("`check` should end with {} on this block, and ended with {}", wanted,
                     outcome.exit_code),
         outcome.output + (outcome.fault.empty() ? "" : outcome.fault + "\n"));
  }

  void run_command(const Block& block, Command& command) {
    const auto outcome = shell(command.text);
    const auto got = printed_lines(outcome);
    if (outcome.fault.empty() && agrees(command.expected, got)) {
      ++report_.passed;
      return;
    }
    const auto closes = [&](const auto& line) { return closes_fence(line, block.fence_length); };
    const bool fits = std::none_of(got.begin(), got.end(), closes);
    if (options_.renew && outcome.fault.empty() && fits) {
      command.expected = got;
      ++report_.passed;
      return;
    }
    std::string head = "$ " + command.text;
    replace_all(head, "\n", "\n> ");
    if (!outcome.fault.empty()) head += "\n" + outcome.fault;
    if (!fits) head += "\nits output would close the fence: use more backticks";
    fail(command.line, head, difference(command.expected, got));
  }

  [[nodiscard]] Outcome shell(const std::string& command) const {
    auto outcome = run_shell(command, folder_.path(), options_.program.parent_path());
    replace_all(outcome.output, folder_.path().string(), ".");
    return outcome;
  }

  /// The output as it stands in a console block: what would be read as a command is escaped.
  static Lines printed_lines(const Outcome& outcome) {
    auto lines = split_lines(outcome.output);
    for (auto& line : lines) {
      if (line.starts_with("$ ")) line.insert(0, 1, '\\');
    }
    if (!lines.empty() && lines.front().starts_with("> ")) lines.front().insert(0, 1, '\\');
    if (outcome.exit_code != 0) lines.push_back(fmt::format("[exit {}]", outcome.exit_code));
    return lines;
  }

  void fail(std::size_t line, std::string_view what, std::string_view details) {
    ++report_.failed;
    report_.text += fmt::format("{}:{}: {}\n{}\n", path_.string(), line + 1, what, details);
  }

  /// Puts the expected outputs back into the file, through a new file beside it.
  void rewrite() {
    std::string text;
    std::size_t next = 0;
    const auto keep_until = [&](std::size_t end) {
      for (; next < end; ++next) text += document_.lines[next] + "\n";
    };
    for (const auto& block : document_.blocks) {
      for (const auto& command : block.commands) {
        keep_until(command.output_begin);
        for (const auto& line : command.expected) {
          text += (line.empty() ? "" : std::string(block.indent, ' ')) + line + "\n";
        }
        next = command.output_end;
      }
    }
    keep_until(document_.lines.size());
    if (!text_.ends_with('\n') && !text.empty()) text.pop_back();
    if (text == text_) return;
    auto beside = path_;
    beside += ".new";
    write_whole(beside, text);
    fs::rename(beside, path_);
    report_.text += fmt::format("renewed {}\n", path_.string());
  }

  fs::path path_;
  const Options& options_;
  std::string text_;
  Document document_;
  WorkFolder folder_;
  Report report_;
};

}  // namespace

bool is_story(const fs::path& path) {
  return std::find(path.begin(), path.end(), fs::path("examples")) != path.end();
}

Report run_file(const fs::path& path, const Options& options) {
  try {
    return Run(path, options).run();
  } catch (const std::exception& error) {
    return {0, 1, fmt::format("{}: {}\n", path.string(), error.what())};
  }
}

}  // namespace bedside::transcripts
