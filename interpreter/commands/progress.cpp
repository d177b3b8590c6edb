// Takes how far a long run is; gives a line about it at the bottom of the terminal.
#include "interpreter/commands/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "interpreter/commands/command.hpp"

namespace bedside::commands {

namespace {

using std::chrono::milliseconds;

// What is over soon needs no line; what is not is looked at now and then.
constexpr milliseconds before_first{500};
constexpr milliseconds between{100};

constexpr std::size_t bar_width = 20;

std::string time_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string progress_line(const Advance& now, double seconds, std::size_t width) {
  std::string line;
  const bool known = now.size > 0;
  const double part =
      known ? std::min(1.0, static_cast<double>(now.position) / static_cast<double>(now.size)) : 0;
  if (known) {
    const auto full = static_cast<std::size_t>(part * bar_width);
    line += fmt::format("[{}{}] {:3.0f} %  ", std::string(full, '='),
                        std::string(bar_width - full, ' '), part * 100);
  }
  const double rate = seconds > 0 ? static_cast<double>(now.rows) / seconds : 0;
  line += fmt::format("{} rows, {} a second", grouped(now.rows),
                      grouped(static_cast<std::uint64_t>(rate)));
  if (now.rejects > 0) line += fmt::format(", {} rejected", grouped(now.rejects));
  if (part > 0) line += fmt::format(", {} left", time_words(seconds * (1 - part) / part));
  return line.substr(0, width);
}

void Progress::update(const Advance& now) {
  if (!shown_) return;
  const auto time = Clock::now();
  if (time - begin_ < before_first || time - last_ < between) return;
  last_ = time;
  const double seconds = std::chrono::duration<double>(time - begin_).count();
  // The last column stays free: some terminals would begin a new line.
  const std::string line = progress_line(now, seconds, columns(STDERR_FILENO) - 1);
  tell_text(fmt::format("\r{}\x1B[K", line));
  is_there_ = true;
}

void Progress::clear() {
  if (is_there_) tell_text("\r\x1B[K");
  is_there_ = false;
}

}  // namespace bedside::commands
