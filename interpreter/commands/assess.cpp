// Takes rule sets and patients; gives what follows for each of them.
#include "interpreter/commands/assess.hpp"

#include <algorithm>

#include "interpreter/commands/given.hpp"
#include "interpreter/commands/receipt_file.hpp"
#include "interpreter/commands/results.hpp"

namespace bedside::commands {

namespace {

bool has_own_receipt(const Common& common, const AssessFlags& flags) {
  if (flags.receipt == "-") return false;
  const std::string receipt = real_path(flags.receipt);
  const auto others = {common.output, flags.findings, flags.rejects};
  return std::none_of(others.begin(), others.end(), [&](const std::string& other) {
    return !other.empty() && real_path(other) == receipt;
  });
}

int assess_given(const std::vector<RuleSetInput>& inputs, const Common& common,
                 const AssessFlags& flags) {
  const std::string format = common.format.empty() ? "text" : common.format;
  if (const auto refused = refused_format(flags, format)) return *refused;
  std::vector<Given> all;
  for (const RuleSetInput& input : inputs) all.push_back(read_given(input, "--given", flags.given));
  if (report_given(all, common)) return wrong;
  Whys whys(flags);
  if (const int code = whys.read(inputs, common); code != done) return code;
  const ResultText text(inputs, common, format, false, whys);
  Results results(text, common.output);
  ReceiptFile receipt(flags.receipt, inputs);
  if (receipt.is_broken()) return receipt.finish(0, done);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::string result;
    text.add(i, all[i].record, result);
    results.begin(i);
    results.add(result, 1);
    if (!receipt.wanted()) continue;
    std::string line;
    receipt.add(i, all[i].record, line);
    receipt.take(line, 1);
  }
  // No results where they cannot be kept.
  const int code = receipt.finish(0, done);
  return code == done ? results.finish(done) : code;
}

}  // namespace

std::optional<int> refused_format(const AssessFlags& flags, const std::string& format) {
  const bool asks = flags.why || !flags.why_not.empty() || !flags.what_if.empty();
  if (flags.summary && asks) {
    return fail(
        {"--why, --why-not and --what-if are about one patient after the other; --summary "
         "counts them"});
  }
  if (flags.summary && format != "text" && format != "json") {
    return fail({"--summary is written as text or as JSON; use --format text or json"});
  }
  if (flags.summary && !flags.receipt.empty()) {
    return fail({"--receipt keeps what each patient was told; --summary counts them"});
  }
  // A row of a table has no room for a proof.
  if (!asks || format != "csv") return std::nullopt;
  return fail(
      {"--why, --why-not and --what-if do not fit into CSV; use --format text, json or "
       "ndjson"});
}

int assess(const Common& common, const AssessFlags& flags) {
  if (flags.given.empty() == flags.findings.empty()) {
    return fail({flags.given.empty()
                     ? "say what is known of the patient: --given \"…\" or --findings FILE"
                     : "--given and --findings go not together; use one of them"});
  }
  if (flags.summary && flags.findings.empty()) {
    return fail({"--summary counts the patients of a file; use it with --findings FILE"});
  }
  if (!flags.receipt.empty() && !has_own_receipt(common, flags)) {
    return fail({"--receipt needs a file of its own, apart from findings, results and rejects"});
  }
  auto loaded = load_rule_sets(common.rules, common.outside);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; nobody was assessed.");
    return wrong;
  }
  if (!flags.given.empty()) return assess_given(inputs, common, flags);
  return assess_findings(inputs, common, flags);
}

}  // namespace bedside::commands
