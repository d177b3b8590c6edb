// Takes a receipt, and perhaps other rules; gives whether its answers come out the same again.
#include "interpreter/commands/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/input.hpp"
#include "interpreter/commands/receipt_file.hpp"
#include "interpreter/receipts/fingerprint.hpp"

namespace bedside::commands {

namespace {

using receipts::KeptRules;

// The longest line is the first one, with all rule files.
constexpr std::size_t longest_line = std::size_t{256} * 1024 * 1024;

/// The lines of a file, each with its end; the last one may have none.
class Lines {
 public:
  explicit Lines(const std::string& path) : path_(path), input_(path) {}

  // False at the end, or where there is a problem.
  bool next(std::string& line) {
    line.clear();
    while (!problem()) {
      const auto end = bytes_.find('\n', at_);
      const auto size = end == std::string::npos ? std::string::npos : end + 1 - at_;
      line.append(bytes_, at_, size);
      if (line.size() > longest_line) too_long_ = cannot_read(path_, "a line of it has no end");
      if (end != std::string::npos) {
        at_ = end + 1;
        return !problem();
      }
      at_ = 0;
      input_.read(bytes_);
      if (bytes_.empty()) break;
    }
    return !problem() && !line.empty();
  }

  const std::optional<Problem>& problem() const { return too_long_ ? too_long_ : input_.problem(); }

 private:
  std::string path_;
  Input input_;
  std::optional<Problem> too_long_;
  std::string bytes_;
  std::size_t at_ = 0;
};

/// The rule sets by which a receipt is replayed.
struct Replaying {
  std::vector<ReplayedRules> rules;    // by place in the receipt
  std::vector<RuleSetInput> inputs;    // what is computed with
  std::vector<std::size_t> inputs_of;  // by place in the receipt
};

Problem no_receipt(const std::string& path, const std::string& why) {
  const std::string name = path == "-" ? "standard input" : fmt::format("`{}`", path);
  return {fmt::format("{} is no receipt that can be replayed: {}.", name, why)};
}

// The receipt's own rules, read from its own text.
Result<Replaying> with_kept(const receipts::Head& head, const std::string& path,
                            const Common& common) {
  Replaying replaying;
  for (const KeptRules& each : head.rules) {
    replaying.inputs_of.push_back(replaying.inputs.size());
    replaying.inputs.push_back({each.name, receipts::load_kept(each), {}});
    replaying.rules.push_back({each, "", true});
  }
  if (report_errors(replaying.inputs, common)) {
    return no_receipt(path, fmt::format("this bedside ({}) finds errors in the rules that it keeps",
                                        program_version()));
  }
  return replaying;
}

// Those of today: by the guideline's name, or the one for the one.
Result<Replaying> with_todays(const receipts::Head& head, const Common& common) {
  auto loaded = load_rule_sets(common.rules, common.outside);
  if (auto* problem = std::get_if<Problem>(&loaded)) return *problem;
  Replaying replaying;
  replaying.inputs = std::get<std::vector<RuleSetInput>>(std::move(loaded));
  if (report_errors(replaying.inputs, common)) return Problem{"the rules have errors."};
  for (const KeptRules& each : head.rules) {
    std::size_t found = 0;
    const auto is = [&](const RuleSetInput& input) {
      return guideline_name(input) == each.guideline;
    };
    const bool one = head.rules.size() == 1 && replaying.inputs.size() == 1;
    if (!one) {
      const auto at = std::find_if(replaying.inputs.begin(), replaying.inputs.end(), is);
      if (at == replaying.inputs.end()) {
        return Problem{fmt::format("RULES have no guideline `{}`.", each.guideline)};
      }
      found = static_cast<std::size_t>(at - replaying.inputs.begin());
    }
    replaying.inputs_of.push_back(found);
    const RuleSetInput& input = replaying.inputs[found];
    replaying.rules.push_back({each, receipts::fingerprint(input.loaded.rules), true});
  }
  return replaying;
}

// What is said of the rules that are kept but is not so. What this bedside cannot read, it cannot
// check either.
std::string unfitting(std::vector<ReplayedRules>& rules) {
  for (ReplayedRules& each : rules) {
    const meaning::Loaded loaded = receipts::load_kept(each.kept);
    each.checked = loaded.usable();
    const std::string why = each.checked ? receipts::unfitting(each.kept, loaded) : "";
    if (!why.empty()) return why;
  }
  return "";
}

std::vector<std::unique_ptr<receipts::Replay>> replays_of(const Replaying& replaying, bool todays) {
  std::vector<std::unique_ptr<receipts::Replay>> replays;
  for (std::size_t i = 0; i < replaying.rules.size(); ++i) {
    const meaning::Loaded& loaded = replaying.inputs[replaying.inputs_of[i]].loaded;
    const auto& guideline = loaded.rules.guideline;
    // Rules without a name are called by their files, which may be others today.
    const std::string& name = guideline ? guideline->name : replaying.rules[i].kept.guideline;
    replays.push_back(std::make_unique<receipts::Replay>(loaded, name, todays));
  }
  return replays;
}

}  // namespace

int replay(const Common& common, const ReplayFlags& flags) {
  Lines lines(flags.receipt);
  std::string line;
  if (!lines.next(line) && lines.problem()) return fail(*lines.problem());
  const auto read = receipts::read_head(line);
  if (const auto* none = std::get_if<receipts::NoHead>(&read)) {
    if (none->damaged) return write_damaged(common, none->why);
    return fail(no_receipt(flags.receipt, none->why));
  }
  const auto& head = std::get<receipts::Head>(read);
  const bool todays = !common.rules.empty();
  auto found = todays ? with_todays(head, common) : with_kept(head, flags.receipt, common);
  if (const auto* problem = std::get_if<Problem>(&found)) return fail(*problem);
  auto& replaying = std::get<Replaying>(found);
  const std::string why = unfitting(replaying.rules);
  if (!why.empty()) return write_damaged(common, why);
  ReplayWriter writer(common, head, replaying.rules);
  receipts::Whole whole(line, replays_of(replaying, todays));
  while (!writer.is_broken() && lines.next(line)) {
    if (const auto unlike = whole.take(line)) writer.add(*unlike);
  }
  if (lines.problem()) return fail(*lines.problem());
  const receipts::Totals totals = whole.finish();
  return writer.finish(totals, totals.is_same() ? done : wrong);
}

}  // namespace bedside::commands
