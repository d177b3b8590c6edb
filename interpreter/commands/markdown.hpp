// Takes a page of ours in Markdown; gives it as a person reads it in a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lang/text/render.hpp"

namespace bedside::commands {

/// Headings are bold, paragraphs and list items (`- `) break at `width`, code is indented by four
/// blanks. Fences, the words after them, and the exit codes of transcripts (`[exit 1]`) are not
/// shown. Only what the pages in docs/messages/ use of Markdown is read.
std::string terminal_page(std::string_view markdown, const text::Style& style, std::size_t width);

}  // namespace bedside::commands
