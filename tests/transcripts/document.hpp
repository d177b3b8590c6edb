// Takes a Markdown text; gives its fenced blocks in order, and the commands of `console` blocks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bedside::transcripts {

/// A command of a `console` block, and what it must print.
struct Command {
  std::string text;                   ///< Without `$ `; continued lines are joined by newlines.
  std::vector<std::string> expected;  ///< Lines of output.
  std::size_t line = 0;               ///< Index of its `$ ` line in the document.
  std::size_t output_begin = 0;       ///< Indices of the expected lines in the document: [begin,
  std::size_t output_end = 0;         ///< end).
};

/// A fenced block: ```` ```LANGUAGE WORD… ````.
struct Block {
  std::string language;            ///< First word after the fence; may be empty.
  std::vector<std::string> words;  ///< The other words, without `file=…`.
  std::string file;                ///< NAME of `file=NAME`; empty where there is none.
  std::vector<std::string> lines;  ///< Content, without the indentation of the fence.
  std::vector<Command> commands;   ///< Of a `console` block without a file name.
  std::string fault;               ///< Why the block cannot be used; empty where it can.
  std::size_t line = 0;            ///< Index of the opening fence in the document.
  std::size_t indent = 0;          ///< Blanks before the fence, taken off each line.
  std::size_t fence_length = 0;    ///< Number of backticks of the fence.

  [[nodiscard]] bool has(std::string_view word) const;
};

struct Document {
  std::vector<std::string> lines;
  std::vector<Block> blocks;
};

/// Splits at newlines; a last newline opens no further line.
std::vector<std::string> split_lines(std::string_view text);

/// Reads the blocks of a Markdown text. A fault is kept with its block: the others still run.
Document read_document(std::string_view text);

/// True if `line` would close a fence of `length` backticks.
bool closes_fence(std::string_view line, std::size_t length);

}  // namespace bedside::transcripts
