// Takes what every command shares: streams' colours, flags, messages to people.
#include "interpreter/commands/command.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>

#include "lang/text/utf8.hpp"

namespace bedside::commands {

namespace {

// The longest sentence of our own with one name in it; paths may have thousands of characters.
constexpr std::size_t longest_problem = 400;

std::string shown_character(std::string_view bytes, const std::optional<text::Character>& c) {
  if (!c) return fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
  if (c->code == '\n') return "\\n";
  if (c->code == '\t') return "\\t";
  const bool control = c->code < 0x20 || (c->code >= 0x7F && c->code < 0xA0);
  if (control || text::is_direction_control(c->code) || text::is_invisible(c->code)) {
    return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c->code));
  }
  return std::string(bytes.substr(0, c->size));
}

}  // namespace

std::string shown(std::string_view words, std::size_t limit) {
  const std::size_t all = text::count_characters(words);
  const std::size_t left_out = all > limit ? all - limit : 0;
  const std::size_t first_left_out = limit - limit / 3;
  std::string result;
  for (std::size_t i = 0; !words.empty(); ++i) {
    const auto c = text::character_at(words, 0);
    if (i < first_left_out || i >= first_left_out + left_out) result += shown_character(words, c);
    if (left_out > 0 && i == first_left_out) result += "…";
    words.remove_prefix(c ? c->size : 1);
  }
  return result;
}

text::Style style_for(const Common& common, int descriptor) {
  if (common.plain) return text::Style(false, true);
  if (common.color == "always") return text::Style(true);
  const char* no_color = std::getenv("NO_COLOR");
  const bool refused = no_color != nullptr && *no_color != '\0';
  const bool automatic = common.color == "auto" && !refused && common.output.empty();
  return text::Style(automatic && ::isatty(descriptor) != 0);
}

std::size_t columns(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

void tell_text(std::string_view text) {
  // Where nobody can be told, nothing is left to do: no exception, no second message.
  while (!text.empty()) {
    const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void tell(std::string_view line) { tell_text(fmt::format("{}\n", line)); }

int fail(const Problem& problem) {
  if (!problem.text.empty()) {
    tell(fmt::format("bedside: {}", shown(problem.text, longest_problem)));
  }
  return failed;
}

bool report_errors(const std::vector<RuleSetInput>& inputs, const Common& common) {
  const text::Style style = style_for(common, STDERR_FILENO);
  bool any = false;
  for (const RuleSetInput& input : inputs) {
    if (input.loaded.usable()) continue;
    any = true;
    for (const text::Message& message : input.loaded.messages) {
      if (text::entry(message.code).severity != text::Severity::error) continue;
      tell_text(text::render(message, input.loaded.sources, style));
    }
  }
  return any;
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string grouped(std::uint64_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

int finish(Output& output, int code) {
  auto finished = output.finish();
  if (const auto* problem = std::get_if<Problem>(&finished)) return fail(*problem);
  return code;
}

}  // namespace bedside::commands
