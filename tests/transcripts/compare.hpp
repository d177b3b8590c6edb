// Takes expected and printed lines; gives whether they agree, and where not, the difference.
#pragma once

#include <string>
#include <vector>

namespace bedside::transcripts {

using Lines = std::vector<std::string>;

/// True if the lines are the same. An expected line `...` stands for any number of lines.
bool agrees(const Lines& expected, const Lines& got);

/// The difference as text: `-` before an expected line, `+` before one that was printed.
std::string difference(const Lines& expected, const Lines& got);

}  // namespace bedside::transcripts
