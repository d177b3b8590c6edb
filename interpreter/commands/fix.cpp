// Takes RULES; gives their files with all fixes made that are sure.
#include "interpreter/commands/fix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/commands/command.hpp"
#include "lang/text/edits.hpp"

namespace bedside::commands {

namespace {

// Each round mends what the one before brought to light; no file needs more than a few.
constexpr int most_rounds = 20;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Fixing {
 public:
  explicit Fixing(Outside outside) : outside_(outside) {}

  Result<Fixed> run(const std::vector<std::string>& rules) {
    for (const std::string& word : rules) {
      if (auto problem = allow(word)) return *problem;
    }
    for (int round = 0; round < most_rounds; ++round) {
      auto loaded = load_all_below(rules, outside_, changed_);
      if (auto* problem = std::get_if<Problem>(&loaded)) return *problem;
      if (!mend(std::get<std::vector<RuleSetInput>>(loaded))) break;
    }
    Fixed fixed;
    for (auto& [real, file] : files_) {
      if (file.before != file.after) fixed.files.push_back(std::move(file));
    }
    return fixed;
  }

 private:
  /// Edits of one file that are made together.
  struct Round {
    std::string path;
    std::string content;  // as the messages know it
    std::vector<text::Edit> edits;
    std::vector<std::string> fixes;
  };

  // What is named may be changed; what is only used, or shipped, stays as it is.
  std::optional<Problem> allow(const std::string& word) {
    if (word == "-") {
      return Problem{"What comes from standard input cannot be fixed in its place; name a file."};
    }
    if (!is_folder(word)) {
      if (exists(word)) may_change_[real_path(word)] = word;
      return std::nullopt;
    }
    auto below = rule_files_below(word);
    if (auto* problem = std::get_if<Problem>(&below)) return *problem;
    for (const std::string& path : std::get<std::vector<std::string>>(below)) {
      may_change_[real_path(path)] = path;
    }
    return std::nullopt;
  }

  bool mend(const std::vector<RuleSetInput>& inputs) {
    rounds_.clear();
    for (const RuleSetInput& input : inputs) {
      for (const text::Message& message : input.loaded.messages) {
        for (const text::Fix& fix : message.fixes) {
          if (fix.sure && take(fix, input.loaded.sources)) break;
        }
      }
    }
    for (auto& [real, round] : rounds_) apply(real, round);
    return !rounds_.empty();
  }

  // One fix of one file; a place that is to be changed already waits for the next round.
  bool take(const text::Fix& fix, const text::Sources& sources) {
    if (fix.edits.empty()) return false;
    const text::Source& source = sources.of(fix.edits.front().span);
    const auto file = fix.edits.front().span.file;
    const std::string real = real_path(source.path());
    if (!may_change_.contains(real)) return false;
    Round round =
        rounds_.contains(real) ? rounds_[real] : Round{source.path(), source.content(), {}, {}};
    for (const text::Edit& edit : fix.edits) {
      if (edit.span.file != file) return false;
      text::Edit own = edit;
      own.span.file = 0;  // two rule sets may count the same file differently
      const bool taken = std::any_of(round.edits.begin(), round.edits.end(),
                                     [&](const auto& each) { return text::overlap(each, own); });
      if (taken) return false;
      round.edits.push_back(std::move(own));
    }
    round.fixes.push_back(
        fmt::format("{}: {}", text::place_text(fix.edits.front().span, sources), fix.title));
    rounds_[real] = std::move(round);
    return true;
  }

  void apply(const std::string& real, Round& round) {
    FixedFile& file = files_[real];
    if (file.path.empty()) {
      file.path = round.path;
      auto before = read_file(round.path);
      if (auto* content = std::get_if<std::string>(&before)) file.before = std::move(*content);
    }
    // The mark is of the file, not of its text, and stays.
    const bool marked = file.before.starts_with(byte_order_mark);
    file.after = marked ? std::string(byte_order_mark) : "";
    file.after += text::edited(round.content, std::move(round.edits));
    file.fixes.insert(file.fixes.end(), round.fixes.begin(), round.fixes.end());
    changed_[real] = file.after;
  }

  Outside outside_;
  std::map<std::string, std::string> may_change_;  // real paths, and how people write them
  std::map<std::string, FixedFile> files_;         // by their real paths
  std::map<std::string, Round> rounds_;
  Changed changed_;
};

}  // namespace

Result<Fixed> make_sure_fixes(const std::vector<std::string>& rules, Outside outside) {
  return Fixing(outside).run(rules);
}

std::optional<Problem> write(const Fixed& fixed) {
  for (const FixedFile& file : fixed.files) {
    if (!may_be_written(file.path))
      return Problem{fmt::format("`{}` may not be written.", file.path)};
  }
  for (const FixedFile& file : fixed.files) {
    Output output(real_path(file.path));
    output.write(file.after);
    auto finished = output.finish();
    if (const auto* problem = std::get_if<Problem>(&finished)) return *problem;
  }
  return std::nullopt;
}

std::string fixed_in_words(const Fixed& fixed, std::string_view verb) {
  std::string lines;
  std::size_t count = 0;
  for (const FixedFile& file : fixed.files) {
    for (const std::string& each : file.fixes) lines += fmt::format("{} {}\n", verb, each);
    count += file.fixes.size();
  }
  if (count == 0) return "nothing to fix of which the fix is sure\n";
  return lines + fmt::format("{} in {}\n", count == 1 ? "1 fix" : fmt::format("{} fixes", count),
                             counted(fixed.files.size(), "file"));
}

}  // namespace bedside::commands
