// Takes patients' records; gives what follows for them, in one of the formats.
#include "interpreter/commands/results.hpp"

#include <unistd.h>

#include <algorithm>
#include <memory>

#include "interpreter/commands/write_results.hpp"
#include "interpreter/explain/page.hpp"

namespace bedside::commands {

ResultText::ResultText(const std::vector<RuleSetInput>& inputs, const Common& common,
                       std::string format, bool many, const Whys& whys)
    : inputs_(inputs),
      format_(std::move(format)),
      many_(many),
      whys_(whys),
      style_(style_for(common, STDOUT_FILENO)),
      width_(common.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100) {
  if (format_ == "text") return;
  const auto form = format_ == "csv" ? cohort::Form::csv : cohort::Form::ndjson;
  for (const RuleSetInput& each : inputs) {
    prepared_.emplace_back(each.loaded, guideline_name(each), form, inputs.size() > 1);
  }
}

std::string ResultText::heading(std::size_t rule_set) const {
  return prepared_.empty() ? "" : prepared_.at(rule_set).heading();
}

std::string_view ResultText::opening() const { return is_array() ? "[\n" : ""; }

std::string_view ResultText::separator() const {
  if (format_ == "text") return "\n----\n\n";
  return is_array() ? ",\n" : "";
}

std::string_view ResultText::closing(bool any) const {
  if (!is_array()) return "";
  return any ? "\n]\n" : "[]\n";
}

void ResultText::add(std::size_t rule_set, const evaluate::Record& record, std::string& to) const {
  const RuleSetInput& input = inputs_.at(rule_set);
  if (one_line()) {
    to += separator();
    cohort::assess_one(prepared_[rule_set], record, to);
    if (is_array()) to.pop_back();  // its line end
    return;
  }
  const evaluate::Evaluation evaluation = evaluate::evaluate(input.loaded.rules, record);
  const explain::Case of{input.loaded.rules, record, evaluation};
  const Explained explained = whys_.of(input, of);
  to += separator();
  if (format_ == "text") {
    to += explain::page(of, input.loaded.sources, guideline_name(input), style_, width_,
                        explained_text(explained, style_, width_));
    return;
  }
  const bool pretty = format_ == "json" && !is_array();
  to += result_json(prepared_[rule_set], of, explained, pretty);
  if (format_ == "ndjson") to += '\n';
}

bool ResultText::one_line() const {
  return format_ == "csv" || ((format_ == "ndjson" || is_array()) && !whys_.any());
}

cohort::AssessOne ResultText::rows(std::size_t rule_set,
                                   const std::optional<cohort::Session>& session) const {
  if (session && one_line()) {
    const auto writer = std::make_shared<cohort::RowWriter>(prepared_[rule_set], *session);
    return [between = separator(), array = is_array(), writer](const records::SaidRow& said,
                                                               std::string& to) {
      to += between;
      writer->add(said, to);
      if (array) to.pop_back();  // its line end
    };
  }
  const auto nothing = evaluate::empty_record(inputs_[rule_set].loaded.rules);
  return [this, rule_set, nothing, record = nothing](const records::SaidRow& said,
                                                     std::string& to) mutable {
    records::to_record(said, nothing, record);
    add(rule_set, record, to);
  };
}

void Results::begin(std::size_t rule_set) {
  // Guidelines with the same columns share one heading.
  std::string heading = text_.heading(rule_set);
  if (heading != heading_) output_.write(heading);
  heading_ = std::move(heading);
}

void Results::add(std::string_view rows, std::size_t count) {
  if (count == 0) return;
  if (written_ == 0) {
    output_.write(text_.opening());
    rows.remove_prefix(text_.separator().size());
  }
  output_.write(rows);
  written_ += count;
}

int Results::finish(int code) {
  output_.write(text_.closing(written_ > 0));
  return commands::finish(output_, code);
}

}  // namespace bedside::commands
