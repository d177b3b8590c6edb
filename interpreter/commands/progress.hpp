// Takes how far a long run is; gives a line about it at the bottom of the terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace bedside::commands {

/// How far it is.
struct Advance {
  std::uint64_t rows = 0;
  std::uint64_t rejects = 0;
  std::uint64_t position = 0;  ///< of the input, in bytes
  std::uint64_t size = 0;      ///< of the input; 0 where that is not known
};

/// The line after so many seconds, not wider than `width`: a bar, rows and their rate, rejects,
/// time left.
std::string progress_line(const Advance& now, double seconds, std::size_t width);

/// Keeps the line up to date. Whoever writes to the terminal clears it first.
class Progress {
 public:
  /// `shown`: on a terminal, where nobody asked for quiet.
  explicit Progress(bool shown) : shown_(shown) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  void update(const Advance& now);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  bool is_there_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
};

}  // namespace bedside::commands
