// Takes a rule set; asks a person about one patient, as little as it can, and gives the outcome.
#include "interpreter/repl/interview.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "interpreter/commands/commands.hpp"
#include "interpreter/commands/line_editor.hpp"
#include "interpreter/records/read.hpp"
#include "interpreter/records/write.hpp"
#include "lang/meaning/words.hpp"

namespace bedside::commands {

namespace {

namespace fs = std::filesystem;

// The one patient of a text; a problem where there is none, or where there are several.
Result<evaluate::Record> one_patient(const meaning::Loaded& loaded, records::Format format,
                                     const std::string& name, const std::string& text) {
  records::RecordReader reader(loaded, format, name, text);
  const auto refused = [&](const records::Reject& reject) {
    return Problem{fmt::format("{}:{}:{}: {}", name, reject.line, reject.column, reject.reason)};
  };
  if (reader.failure()) return refused(*reader.failure());
  auto first = reader.next();
  if (!first) return Problem{fmt::format("there is no patient in {}.", name)};
  if (const auto* reject = std::get_if<records::Reject>(&*first)) return refused(*reject);
  if (reader.next()) {
    return Problem{fmt::format("there are several patients in {}; ask is about one.", name)};
  }
  return std::get<evaluate::Record>(std::move(*first));
}

Result<evaluate::Record> start_of(const meaning::Loaded& loaded, const AskFlags& flags) {
  if (!flags.given.empty()) {
    const std::string facts = fmt::format("{}", fmt::join(flags.given, ",\n"));
    return one_patient(loaded, records::Format::patient, "--given", facts);
  }
  if (flags.findings.empty()) return evaluate::empty_record(loaded.rules);
  const auto text = read_file(flags.findings);
  if (const auto* problem = std::get_if<Problem>(&text)) return *problem;
  const std::string& content = std::get<std::string>(text);
  const auto format = records::format_of(flags.findings);
  return one_patient(loaded, format ? *format : records::guess_format(loaded, content),
                     flags.findings, content);
}

// Found out before anybody is asked, and not when all answers are in.
std::optional<Problem> cannot_record(const AskFlags& flags) {
  if (flags.record.empty()) return std::nullopt;
  const auto format = records::format_of(flags.record);
  if (format != records::Format::patient && format != records::Format::json) {
    return Problem{
        fmt::format("--record `{}`: its name has to end in .patient or .json.", flags.record)};
  }
  std::error_code error;
  const bool continued =
      !flags.findings.empty() && fs::equivalent(flags.findings, flags.record, error);
  if (exists(flags.record) && !continued) {
    return Problem{
        fmt::format("`{}` is there already and is not overwritten. To go on with that "
                    "patient, use --findings {} as well.",
                    flags.record, flags.record)};
  }
  const fs::path folder = fs::path(flags.record).parent_path();
  if (!folder.empty() && !is_folder(folder.string())) {
    return Problem{fmt::format("`{}` cannot be written: there is no folder `{}`.", flags.record,
                               folder.string())};
  }
  return std::nullopt;
}

int save_record(const meaning::RuleSet& rules, const evaluate::Record& record,
                const std::string& path) {
  if (path.empty()) return done;
  const bool json = records::format_of(path) == records::Format::json;
  const auto written =
      json ? records::patient_json(rules, record) : records::patient_text(rules, record);
  if (!written.unsaid.empty()) {
    return fail(
        {fmt::format("`{}` is not written: what is recorded of `{}` has no exact number in "
                     "a common unit.",
                     path, rules.at(written.unsaid.front()).name)});
  }
  const bool nothing = std::none_of(record.findings.begin(), record.findings.end(),
                                    [](const auto& finding) { return finding.recorded; });
  if (nothing) {
    tell(fmt::format("bedside: nothing is recorded, so `{}` is not written.", path));
    return done;
  }
  Output output(path);
  output.write(written.text);
  const int code = finish(output, done);
  if (code == done) tell(fmt::format("recorded in {}", path));
  return code;
}

void tell_recorded(const meaning::RuleSet& rules, const evaluate::Record& record) {
  std::vector<std::string> facts;
  for (std::size_t i = 0; i < rules.findings.size(); ++i) {
    const auto& known = record.findings[i];
    if (!known.recorded) continue;
    facts.push_back(meaning::in_words(rules.findings[i], known.values, known.range));
  }
  tell(facts.empty() ? "Stopped; nothing is recorded."
                     : fmt::format("Stopped; recorded so far: {}", fmt::join(facts, ", ")));
}

// What completes an answer: the values of the finding that is asked for, and the commands.
repl::Completion complete_answer(const repl::Interview& interview, std::string_view line) {
  std::vector<std::string> names = interview.possible_answers();
  for (const char* command : {"skip", "back", "stop", "why"}) names.emplace_back(command);
  return repl::complete(line, names);
}

int interview_with(const RuleSetInput& input, evaluate::Record start, const Common& common,
                   const AskFlags& flags) {
  const text::Style style = style_for(common, STDOUT_FILENO);
  const std::size_t width =
      common.output.empty() ? std::min<std::size_t>(columns(STDOUT_FILENO), 100) : 100;
  repl::Interview interview(input.loaded, std::move(start), {guideline_name(input), style, width});
  LineEditor lines([&](std::string_view line) { return complete_answer(interview, line); });
  Output output(common.output);
  const auto say = [&](const std::string& text) {
    if (common.quiet && !lines.in_terminal()) return;
    output.write(text);
    output.flush();
  };
  bool shown = false;
  while (!interview.over()) {
    const std::string question = interview.question();
    say(question);
    shown = true;
    const InputLine line = lines.read("> ");
    if (line.kind == InputLine::Kind::interrupted) {
      tell_recorded(input.loaded.rules, interview.record());
      const int code = save_record(input.loaded.rules, interview.record(), flags.record);
      return code == done ? given_up : code;
    }
    if (line.kind == InputLine::Kind::end) interview.stop();
    if (line.kind != InputLine::Kind::text) continue;
    const std::size_t misread = interview.misunderstood();
    const std::string reply = interview.answer(line.text);
    if (interview.misunderstood() == misread) {
      say(reply);
    } else {
      tell_text(common.quiet ? question + reply : reply);
    }
  }
  if (shown) say("\n");
  output.write(interview.outcome());
  const bool bad = !lines.in_terminal() && interview.misunderstood() > 0;
  const int code = finish(output, bad ? wrong : done);
  return std::max(code, save_record(input.loaded.rules, interview.record(), flags.record));
}

}  // namespace

int ask(const Common& common, const AskFlags& flags) {
  if (!flags.given.empty() && !flags.findings.empty()) {
    return fail({"--given and --findings go not together; use one of them"});
  }
  auto loaded = load_rule_sets(common.rules, common.outside);
  if (const auto* problem = std::get_if<Problem>(&loaded)) return fail(*problem);
  const auto& inputs = std::get<std::vector<RuleSetInput>>(loaded);
  if (inputs.size() > 1) {
    std::vector<std::string> names;
    for (const RuleSetInput& input : inputs) names.push_back(input.name);
    return fail({fmt::format("ask is about one guideline; these are {}: {}", names.size(),
                             fmt::join(names, ", "))});
  }
  if (report_errors(inputs, common)) {
    tell("bedside: the rules have errors; nobody was asked.");
    return wrong;
  }
  if (const auto problem = cannot_record(flags)) return fail(*problem);
  if (!flags.findings.empty() && is_folder(flags.findings)) {
    return fail({fmt::format("`{}` is a folder, and no patient.", flags.findings)});
  }
  auto start = start_of(inputs.front().loaded, flags);
  if (const auto* problem = std::get_if<Problem>(&start)) {
    fail(*problem);
    return flags.given.empty() ? failed : wrong;
  }
  return interview_with(inputs.front(), std::get<evaluate::Record>(std::move(start)), common,
                        flags);
}

}  // namespace bedside::commands
