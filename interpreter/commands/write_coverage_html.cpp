// Takes what examples show of rule sets; gives it as one web page that needs nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/commands/command.hpp"
#include "interpreter/commands/write_coverage.hpp"

namespace bedside::commands {

namespace {

using testing::GoalState;
using testing::Report;
using testing::ReportedGoal;

// Each state has a colour, a kind of underline and words: none rests on colours alone.
const char* const page_head = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the examples show</title>
<style>
:root { color-scheme: light dark; --text: #1b1b1b; --page: #ffffff; --quiet: #555; --line: #d0d0d0;
  --all: #d9f2df; --all-line: #1a7f37; --some: #fff3cd; --some-line: #9a6700;
  --none: #ffdfdc; --none-line: #b3261e; --never: #e8e8e8; --never-line: #777; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --page: #16181c; --quiet: #a9adb3; --line: #3a3e45;
    --all: #12361f; --all-line: #57c474; --some: #3d3100; --some-line: #e0b341;
    --none: #4a1714; --none-line: #ff8f86; --never: #2b2e33; --never-line: #8b9097; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
  margin: 0 auto; padding: 1rem; max-width: 72rem; }
table { border-collapse: collapse; margin-bottom: 1.2rem; }
caption { text-align: left; color: var(--quiet); }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.source { overflow-x: auto; border: 1px solid var(--line); padding: .5rem 0; }
.source ol { margin: 0; padding-left: 4rem; font: .9rem/1.5 ui-monospace, monospace; }
.source li { white-space: pre; } .source li::marker { color: var(--quiet); }
.all { background: var(--all); border-bottom: 2px solid var(--all-line); }
.some { background: var(--some); border-bottom: 2px dashed var(--some-line); }
.none { background: var(--none); border-bottom: 2px dotted var(--none-line); }
.never { background: var(--never); border-bottom: 2px double var(--never-line); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
code { font-family: ui-monospace, monospace; } .place { color: var(--quiet); }
dt { margin-top: .8rem; font-weight: 600; } dd { margin-left: 1.5rem; }
dd .try { display: block; color: var(--quiet); }
</style>
</head>
<body>
<main>
<h1>What the examples show</h1>
<p>Parts of the rule text are <span class="all">shown</span>,
<span class="some">partly shown</span>,
<span class="none">not shown yet</span>, or <span class="never">shown by no patient</span>.</p>
)";

std::string html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else if (c != '\r') {
      escaped += c;
    }
  }
  return escaped;
}

/// What stands in backquotes is rule text.
std::string words_html(std::string_view text) {
  std::string all;
  bool inside = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('`', begin), text.size());
    const std::string piece = html(text.substr(begin, end - begin));
    all += inside ? fmt::format("<code>{}</code>", piece) : piece;
    inside = !inside;
    begin = end + 1;
  }
  return all;
}

// ---- The rule text with its marks ----------------------------------------------------------

struct Mark {
  std::size_t reached = 0;
  std::size_t missing = 0;
  std::vector<std::string> words;  ///< what is missing

  std::string_view name() const {
    if (reached == 0 && missing == 0) return "never";
    return missing == 0 ? "all" : reached == 0 ? "none" : "some";
  }
  std::string said() const {
    if (name() == "never") return "shown by no patient";
    return missing == 0 ? "shown" : fmt::format("not shown: {}", fmt::join(words, "; "));
  }
};

std::map<text::Span, Mark> marks_of(const Report& report) {
  std::map<text::Span, Mark> marks;
  for (const ReportedGoal& goal : report.goals) {
    Mark& mark = marks[goal.span];
    if (goal.state == GoalState::reached) ++mark.reached;
    if (goal.state != GoalState::missing) continue;
    ++mark.missing;
    mark.words.push_back(goal.text);
  }
  return marks;
}

/// A mark that goes over lines is closed and opened again, so that each line stands by itself.
std::string marked(std::string_view text, const Mark& mark) {
  const std::string open =
      fmt::format("<span class=\"{}\" title=\"{}\">", mark.name(), html(mark.said()));
  std::string all = open;
  for (const char c : text) {
    if (c == '\n') {
      all += "</span>\n" + open;
    } else {
      all += html({&c, 1});
    }
  }
  return all + fmt::format("</span><span class=\"hidden\"> [{}] </span>", html(mark.said()));
}

std::string source_html(const text::Source& source, std::uint32_t file,
                        const std::map<text::Span, Mark>& marks) {
  const std::string_view content = source.content();
  std::string body;
  std::uint32_t at = 0;
  for (const auto& [span, mark] : marks) {
    if (span.file != file || span.begin < at || span.begin == span.end) continue;
    body += html(content.substr(at, span.begin - at));
    body += marked(content.substr(span.begin, span.end - span.begin), mark);
    at = span.end;
  }
  body += html(content.substr(at));
  std::string lines;
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    lines += fmt::format("<li>{}</li>\n", body.substr(begin, end - begin));
    begin = end + 1;
  }
  return fmt::format(
      "<h3>{0}</h3>\n<div class=\"source\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">"
      "<ol>\n{1}</ol></div>\n",
      html(source.path()), lines);
}

// ---- Lists ---------------------------------------------------------------------------------

std::string summary_html(const Report& report) {
  std::string rows;
  for (std::size_t i = 0; i < testing::measure_count; ++i) {
    const testing::Share& share = report.measures[i];
    if (share.of == 0) continue;
    const auto measure = static_cast<testing::Measure>(i);
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{} of {}</td><td>{}</td></tr>\n",
        testing::measure_name(measure), share.reached, share.of, testing::measure_about(measure));
  }
  std::string seen;
  for (const testing::ReportedStatuses& each : report.statuses) {
    seen += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                        html(each.assessment), fmt::join(each.seen, ", "),
                        fmt::join(each.not_seen, ", "));
  }
  return fmt::format(
      "<table><caption>Shown by {}: {} of {} ({} %)</caption>\n<thead><tr><th scope=\"col\">"
      "Measure</th><th scope=\"col\">Shown</th><th scope=\"col\">Of what</th></tr></thead>\n"
      "<tbody>\n{}</tbody></table>\n"
      "<table><caption>Statuses</caption>\n<thead><tr><th scope=\"col\">Assessment</th>"
      "<th scope=\"col\">Seen</th><th scope=\"col\">Not seen</th></tr></thead>\n"
      "<tbody>\n{}</tbody></table>\n",
      counted(report.examples, "example"), report.total.reached, report.total.of,
      report.total.percent(), rows, seen);
}

std::string list_html(const Report& report, const text::Sources& sources, GoalState state,
                      std::string_view title) {
  std::vector<const ReportedGoal*> goals;
  for (const ReportedGoal& goal : report.goals) {
    if (goal.state == state) goals.push_back(&goal);
  }
  if (goals.empty()) return "";
  std::stable_sort(goals.begin(), goals.end(),
                   [](const auto* a, const auto* b) { return a->subject_span < b->subject_span; });
  std::string text = fmt::format("<h3>{}</h3>\n<dl>\n", title);
  const ReportedGoal* last = nullptr;
  for (const ReportedGoal* goal : goals) {
    if (last == nullptr || last->subject_span != goal->subject_span) {
      const text::Source& source = sources.of(goal->subject_span);
      text +=
          fmt::format("<dt>{} <span class=\"place\">{}:{}</span></dt>\n", words_html(goal->subject),
                      html(source.path()), source.place(goal->subject_span).line);
    }
    last = goal;
    text += fmt::format("<dd>{}", words_html(goal->text));
    for (const std::string& each : goal->tries) {
      text += fmt::format("<span class=\"try\">try: <code>{}</code></span>", html(each));
    }
    text += "</dd>\n";
  }
  return text + "</dl>\n";
}

}  // namespace

std::string coverage_html(const std::vector<Covered>& all) {
  std::string page = page_head;
  for (const Covered& covered : all) {
    const Report& report = covered.report;
    const text::Sources& sources = covered.input->loaded.sources;
    const auto marks = marks_of(report);
    page += fmt::format("<h2>{}</h2>\n{}", html(report.guideline), summary_html(report));
    page += list_html(report, sources, GoalState::missing, "Not shown yet");
    page += list_html(report, sources, GoalState::impossible, "Shown by no patient, not counted");
    std::set<std::uint32_t> files;
    for (const auto& [span, mark] : marks) files.insert(span.file);
    for (const std::uint32_t file : files) page += source_html(sources.at(file), file, marks);
  }
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace bedside::commands
