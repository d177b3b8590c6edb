// Takes a Markdown text; gives its fenced blocks. See document.hpp.
#include "tests/transcripts/document.hpp"

#include <algorithm>
#include <utility>

namespace bedside::transcripts {
namespace {

std::size_t count_leading(std::string_view text, char sign) {
  const auto end = text.find_first_not_of(sign);
  return end == std::string_view::npos ? text.size() : end;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = text.find_first_not_of(" \t\r");
  while (begin != std::string_view::npos) {
    const auto end = std::min(text.find_first_of(" \t\r", begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(" \t\r", end);
  }
  return words;
}

bool is_safe_file_name(std::string_view name) {
  if (name.empty() || name.front() == '/') return false;
  for (std::size_t begin = 0; begin <= name.size();) {
    const auto end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return false;
    begin = end + 1;
  }
  return true;
}

/// A misspelt word must not turn a check off in silence, so each is compared with what is known.
std::string fault_in_words(const Block& block) {
  for (const auto& word : block.words) {
    const bool for_file = word == "crlf" || word == "no-eol";
    const bool for_rules = word == "wrong" || word == "ignore";
    const bool known = block.file.empty() ? block.language == "bedside" && for_rules : for_file;
    if (!known) return "the word `" + word + "` means nothing after this fence";
  }
  return {};
}

/// True if `line` opens a fence; fills in the head of `block`.
bool open_block(std::string_view line, std::size_t index, Block& block) {
  const auto indent = count_leading(line, ' ');
  const auto rest = line.substr(indent);
  const auto length = count_leading(rest, '`');
  const auto info = rest.substr(length);
  if (length < 3 || info.find('`') != std::string_view::npos) return false;
  block = Block{};
  block.line = index;
  block.indent = indent;
  block.fence_length = length;
  bool has_file = false;
  for (auto& word : split_words(info)) {
    if (word.starts_with("file=")) {
      has_file = true;
      block.file = word.substr(5);
    } else if (block.language.empty() && !has_file) {
      block.language = std::move(word);
    } else {
      block.words.push_back(std::move(word));
    }
  }
  const bool checked = has_file || block.language == "bedside" || block.language == "console";
  if (has_file && !is_safe_file_name(block.file)) {
    block.fault = "`file=` needs a path below the working folder";
  } else if (checked) {
    block.fault = fault_in_words(block);
  }
  return true;
}

void read_commands(Block& block) {
  bool may_continue = false;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    const auto& line = block.lines[i];
    const auto index = block.line + 1 + i;
    if (line.starts_with("$ ")) {
      block.commands.push_back({line.substr(2), {}, index, index + 1, index + 1});
      may_continue = true;
    } else if (block.commands.empty()) {
      block.fault = "a console block starts with a command: `$ …`";
      return;
    } else if (may_continue && line.starts_with("> ")) {
      auto& command = block.commands.back();
      command.text.append("\n").append(line, 2);
      command.output_begin = command.output_end = index + 1;
    } else {
      may_continue = false;
      block.commands.back().expected.push_back(line);
      block.commands.back().output_end = index + 1;
    }
  }
  if (block.commands.empty()) block.fault = "this console block has no command";
}

}  // namespace

bool Block::has(std::string_view word) const {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool closes_fence(std::string_view line, std::size_t length) {
  line.remove_prefix(count_leading(line, ' '));
  const auto ticks = count_leading(line, '`');
  return ticks >= length && line.find_first_not_of(" \t\r", ticks) == std::string_view::npos;
}

Document read_document(std::string_view text) {
  Document document{split_lines(text), {}};
  Block block;
  bool inside = false;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::string_view line = document.lines[i];
    if (!inside) {
      inside = open_block(line, i, block);
    } else if (closes_fence(line, block.fence_length)) {
      inside = false;
      if (block.language == "console" && block.file.empty() && block.fault.empty()) {
        read_commands(block);
      }
      document.blocks.push_back(std::move(block));
    } else {
      block.lines.emplace_back(line.substr(std::min(count_leading(line, ' '), block.indent)));
    }
  }
  if (inside) {
    block.fault = "this block is not closed";
    document.blocks.push_back(std::move(block));
  }
  return document;
}

}  // namespace bedside::transcripts
