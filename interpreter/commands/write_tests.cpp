// Takes the results of examples; gives them as a person or a CI server reads them.
#include "interpreter/commands/write_tests.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/commands/xml.hpp"

namespace bedside::commands {

namespace {

std::string place(const text::Span& span, const text::Sources& sources) {
  const text::Source& source = sources.of(span);
  return fmt::format("{}:{}", source.path(), source.place(span).line);
}

std::string failure_text(const testing::Failure& failure, const text::Sources& sources,
                         const text::Style& style) {
  std::string text = fmt::format("  expected {}\n  got      {}\n", failure.expected, failure.got);
  for (const testing::Reason& reason : failure.why) {
    const std::string where =
        reason.place ? style.dim(fmt::format(" [{}]", place(*reason.place, sources))) : "";
    text += fmt::format("  because  {}{}\n", reason.text, where);
  }
  return text;
}

std::string testcase(const testing::ExampleResult& result, const RuleSetInput& input) {
  const text::Sources& sources = input.loaded.sources;
  const text::Source& source = sources.of(result.span);
  std::string text =
      fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\" time=\"0\"",
                  xml(result.name), xml(guideline_name(input)), xml(source.path()),
                  source.place(result.span).line);
  if (result.failures.empty()) return text + "/>\n";
  text += ">\n";
  std::string words;
  for (const testing::Failure& failure : result.failures) {
    words += failure_text(failure, sources, text::Style());
  }
  const testing::Failure& first = result.failures.front();
  text += fmt::format("      <failure type=\"example-fails\" message=\"{}\">{}</failure>\n",
                      xml(fmt::format("expected {}, got {}", first.expected, first.got)),
                      xml(fmt::format("{}\n{}", place(first.span, sources), words)));
  return text + "    </testcase>\n";
}

}  // namespace

std::size_t Tested::failures() const {
  return static_cast<std::size_t>(std::count_if(
      results.begin(), results.end(), [](const auto& each) { return !each.failures.empty(); }));
}

std::string failures_text(const Tested& tested, const text::Style& style) {
  const text::Sources& sources = tested.input->loaded.sources;
  std::string text;
  for (const testing::ExampleResult& result : tested.results) {
    if (result.failures.empty()) continue;
    text += fmt::format("{} example \"{}\" ({})\n", style.red("failed"), result.name,
                        place(result.span, sources));
    for (const testing::Failure& failure : result.failures) {
      text += failure_text(failure, sources, style);
    }
  }
  return text;
}

std::string tests_junit(const std::vector<Tested>& all) {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::string suites;
  for (const Tested& tested : all) {
    tests += tested.results.size();
    failures += tested.failures();
    suites += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
        "time=\"0\">\n",
        xml(guideline_name(*tested.input)), tested.results.size(), tested.failures());
    for (const testing::ExampleResult& result : tested.results) {
      suites += testcase(result, *tested.input);
    }
    suites += "  </testsuite>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"bedside test\" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\">\n"
      "{}</testsuites>\n",
      tests, failures, suites);
}

}  // namespace bedside::commands
