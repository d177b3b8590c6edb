// Takes a rule text before and after formatting; gives what would be lost, if anything is.
#include "lang/format/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "lang/format/format.hpp"
#include "lang/format/pieces.hpp"
#include "lang/meaning/exact_text.hpp"

namespace bedside::format {

namespace {

/// What a text holds, lines aside.
struct Contents {
  std::vector<std::string_view> comments;
  std::vector<std::string_view> words;
  /// Each statement and condition: its kind, and which words it begins and ends with.
  struct Shape {
    std::size_t kind = 0;
    std::size_t first = 0;
    std::size_t end = 0;
    friend bool operator==(const Shape&, const Shape&) = default;
  };
  std::vector<Shape> shapes;
};

Contents contents_of(const text::Source& source, const syntax::Parsed& parsed) {
  Contents found;
  std::vector<std::uint32_t> begins;
  std::string_view before;
  for (const auto& piece : pieces_of(source, parsed.comments)) {
    for (const auto& comment : piece.comments) found.comments.push_back(comment.text);
    // the bar at the beginning of a band list comes and goes
    const bool leading_bar = piece.text == "|" && before == ":";
    before = piece.text;
    if (leading_bar) continue;
    found.words.push_back(piece.text);
    begins.push_back(piece.begin);
  }
  const auto add = [&](std::size_t kind, const text::Span& span) {
    const auto first = std::lower_bound(begins.begin(), begins.end(), span.begin);
    const auto end = std::lower_bound(begins.begin(), begins.end(), span.end);
    found.shapes.push_back({kind, static_cast<std::size_t>(first - begins.begin()),
                            static_cast<std::size_t>(end - begins.begin())});
  };
  for (const auto& each : parsed.tree.statements) add(each.kind.index(), each.span);
  for (const auto& each : parsed.tree.nodes) add(each.kind.index(), each.span);
  return found;
}

std::vector<text::Code> codes_of(const text::Messages& messages) {
  std::vector<text::Code> codes;
  for (const auto& message : messages) codes.push_back(message.code);
  return codes;
}

/// A name such as `x.bedside:12` in quotes: rules without a name are known by their line.
std::optional<std::string> named_by_line(const std::string& path, const Contents& contents) {
  const auto start = fmt::format("\"{}:", text::file_name(path));
  for (const auto word : contents.words) {
    if (!word.starts_with(start) || !word.ends_with('"')) continue;
    const auto line = word.substr(start.size(), word.size() - start.size() - 1);
    if (!line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos) {
      return std::string(word);
    }
  }
  return std::nullopt;
}

std::optional<Fault> compare(const Contents& before, const Contents& after) {
  if (before.comments != after.comments) return Fault{"its comments would not be the same", false};
  if (before.words != after.words) return Fault{"its words would not be the same", false};
  if (before.shapes != after.shapes) return Fault{"it would be read otherwise", false};
  return std::nullopt;
}

}  // namespace

std::optional<Fault> verify(const meaning::InputFile& before, const std::string& after,
                            const meaning::ReadFile& read) {
  const text::Source old_text(before.path, before.content);
  const text::Source new_text(before.path, after);
  const auto new_parsed = syntax::parse(new_text, 0);
  if (text::has_errors(new_parsed.messages)) return Fault{"the result could not be read", false};
  const auto old_contents = contents_of(old_text, syntax::parse(old_text, 0));
  if (auto fault = compare(old_contents, contents_of(new_text, new_parsed))) return fault;
  if (format(new_parsed, new_text) != after) {
    return Fault{"formatting it twice would change it twice", false};
  }
  const auto old_rules = meaning::load({before}, read);
  const auto new_rules = meaning::load({{before.path, after}}, read);
  if (codes_of(old_rules.messages) == codes_of(new_rules.messages) &&
      meaning::exact_text(old_rules.rules) == meaning::exact_text(new_rules.rules)) {
    return std::nullopt;
  }
  if (const auto name = named_by_line(before.path, old_contents)) {
    return Fault{fmt::format("{} names a rule by its line, and lines would move; give that rule a "
                             "name of its own",
                             *name),
                 true};
  }
  return Fault{"it would not mean the same", false};
}

}  // namespace bedside::format
