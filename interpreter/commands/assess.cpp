// Takes rule sets and patients; gives what follows for each of them.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/given.hpp"
#include "interpreter/commands/why.hpp"
#include "interpreter/commands/write_results.hpp"
#include "interpreter/explain/page.hpp"
#include "interpreter/records/read.hpp"

namespace bedside::commands {

namespace {

using records::Format;
using records::Reject;

/// Where rows go that could not be read: a file, or standard error.
class Rejects {
 public:
  explicit Rejects(const std::string& path) {
    if (!path.empty()) output_.emplace(path);
  }

  void add(const std::string& source, const Reject& reject) {
    ++count;
    const std::string who = reject.id.empty() ? "" : fmt::format(" (id {})", reject.id);
    const std::string line = fmt::format("{}:{}:{}: rejected{}: {}", source, reject.line,
                                         reject.column, who, reject.reason);
    if (output_) {
      output_->write(line + "\n");
      if (!reject.row.empty()) output_->write(fmt::format("  {}\n", reject.row));
    } else {
      tell(line);
    }
  }

  int finish(int code) { return output_ ? commands::finish(*output_, code) : code; }

  std::size_t count = 0;

 private:
  std::optional<Output> output_;
};

/// Writes results in one of the formats.
class Writer {
 public:
  Writer(const Common& common, std::string format, bool many_rule_sets, bool many_patients,
         const Whys& whys)
      : common_(common),
        output_(common.output),
        style_(style_for(common, STDOUT_FILENO)),
        format_(std::move(format)),
        many_rule_sets_(many_rule_sets),
        many_patients_(many_patients),
        whys_(whys) {}

  void begin(const RuleSetInput& input) {
    if (format_ != "csv") return;
    // Guidelines with the same columns share one heading.
    std::string heading = csv_heading(input.loaded.rules, many_rule_sets_);
    if (heading != heading_) output_.write(heading);
    heading_ = std::move(heading);
  }

  void write(const RuleSetInput& input, const evaluate::Record& record) {
    const meaning::RuleSet& rules = input.loaded.rules;
    const evaluate::Evaluation evaluation = evaluate::evaluate(rules, record);
    const explain::Case of{rules, record, evaluation};
    const std::string guideline = guideline_name(input);
    const Explained explained = whys_.of(input, of);
    if (format_ == "text") {
      if (written_ > 0) output_.write("\n----\n\n");
      output_.write(explain::page(of, input.loaded.sources, guideline, style_, width(),
                                  explained_text(explained, style_, width())));
    } else {
      const auto result = explain::by_name(of, input.loaded.sources, guideline);
      if (format_ == "json") write_json(result, explained);
      if (format_ == "ndjson") output_.write(result_json(result, explained, false) + "\n");
      if (format_ == "csv") output_.write(csv_row(result, many_rule_sets_));
    }
    ++written_;
  }

  int finish(int code) {
    if (format_ == "json" && as_array()) output_.write(written_ == 0 ? "[]\n" : "\n]\n");
    return commands::finish(output_, code);
  }

  std::size_t written() const { return written_; }

 private:
  bool as_array() const { return many_rule_sets_ || many_patients_; }

  void write_json(const explain::Result& result, const Explained& explained) {
    if (!as_array()) {
      output_.write(result_json(result, explained, true));
      return;
    }
    output_.write(written_ == 0 ? "[\n" : ",\n");
    output_.write(result_json(result, explained, false));
  }

  std::size_t width() const {
    return common_.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100;
  }

  const Common& common_;
  Output output_;
  text::Style style_;
  std::string format_;
  bool many_rule_sets_;
  bool many_patients_;
  const Whys& whys_;
  std::string heading_;
  std::size_t written_ = 0;
};

std::optional<Format> named_format(const std::string& name) {
  if (name == "patient") return Format::patient;
  if (name == "json") return Format::json;
  if (name == "ndjson") return Format::ndjson;
  if (name == "csv") return Format::csv;
  return std::nullopt;
}

Format input_format(const AssessFlags& flags, const meaning::Loaded& loaded,
                    const std::string& text) {
  if (const auto named = named_format(flags.findings_format)) return *named;
  if (const auto by_ending = records::format_of(flags.findings)) return *by_ending;
  return records::guess_format(loaded, text);
}

// A row of a table has no room for a proof.
std::optional<int> refuse_in_csv(const AssessFlags& flags, const std::string& format) {
  const bool asks = flags.why || !flags.why_not.empty() || !flags.what_if.empty();
  if (!asks || format != "csv") return std::nullopt;
  return fail(
      {"--why, --why-not and --what-if do not fit into CSV; use --format text, json or "
       "ndjson"});
}

int assess_given(const std::vector<RuleSetInput>& inputs, const Common& common,
                 const AssessFlags& flags) {
  const std::string format = common.format.empty() ? "text" : common.format;
  if (const auto refused = refuse_in_csv(flags, format)) return *refused;
  std::vector<Given> all;
  for (const RuleSetInput& input : inputs) all.push_back(read_given(input, "--given", flags.given));
  if (report_given(all, common)) return wrong;
  Whys whys(flags);
  if (const int code = whys.read(inputs, common); code != done) return code;
  Writer writer(common, format, inputs.size() > 1, false, whys);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    writer.begin(inputs[i]);
    writer.write(inputs[i], all[i].record);
  }
  return writer.finish(done);
}

int assess_findings(const std::vector<RuleSetInput>& inputs, const Common& common,
                    const AssessFlags& flags, const std::string& text) {
  const std::string source = flags.findings == "-" ? "standard input" : flags.findings;
  const Format from = input_format(flags, inputs.front().loaded, text);
  const bool many = from == Format::csv || from == Format::ndjson;
  const std::string format = !common.format.empty() ? common.format : many ? "csv" : "text";
  if (const auto refused = refuse_in_csv(flags, format)) return *refused;
  Whys whys(flags);
  if (const int code = whys.read(inputs, common); code != done) return code;
  Writer writer(common, format, inputs.size() > 1, many, whys);
  Rejects rejects(flags.rejects);
  for (const RuleSetInput& input : inputs) {
    records::RecordReader reader(input.loaded, from, source, text);
    if (reader.failure()) {
      const Reject& why = *reader.failure();
      tell(fmt::format("bedside: {}:{}:{}: {}", source, why.line, why.column, why.reason));
      return failed;
    }
    writer.begin(input);
    while (auto row = reader.next()) {
      if (const auto* reject = std::get_if<Reject>(&*row)) {
        rejects.add(source, *reject);
      } else {
        writer.write(input, std::get<evaluate::Record>(*row));
      }
    }
  }
  int code = writer.finish(rejects.count > 0 ? wrong : done);
  code = std::max(code, rejects.finish(code));
  if (rejects.count > 0) {
    tell(fmt::format("{} assessed, {} rejected", writer.written(), rejects.count));
  } else if (writer.written() == 0) {
    tell(fmt::format("bedside: there is no patient in {}.", source));
  }
  return code;
}

}  // namespace

int assess(const Common& common, const AssessFlags& flags) {
  if (flags.given.empty() == flags.findings.empty()) {
    return fail({flags.given.empty()
                     ? "say what is known of the patient: --given \"…\" or --findings FILE"
                     : "--given and --findings go not together; use one of them"});
  }
  auto loaded = load_rule_sets(common.rules);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; nobody was assessed.");
    return wrong;
  }
  if (!flags.given.empty()) return assess_given(inputs, common, flags);
  const auto text = read_file(flags.findings);
  if (const auto* problem = std::get_if<Problem>(&text)) return fail(*problem);
  return assess_findings(inputs, common, flags, std::get<std::string>(text));
}

}  // namespace bedside::commands
