// Takes the counts of a cohort; gives them as a page or as JSON.
#include "interpreter/commands/write_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "interpreter/commands/command.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/excerpt.hpp"

namespace bedside::commands {

namespace {

using cohort::Summary;
using Count = Summary::Count;
using Json = nlohmann::ordered_json;

/// What was counted, the most frequent first; what never came is left out.
struct Ranked {
  std::string name;
  Count count = 0;
};

template <class Things>
std::vector<Ranked> ranked(const Things& things, const std::vector<Count>& counts) {
  std::vector<Ranked> all;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) all.push_back({things[i].name, counts[i]});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Ranked& a, const Ranked& b) { return a.count > b.count; });
  return all;
}

Count sum(const Summary::Counts& counts) {
  Count all = 0;
  for (const Count count : counts) all += count;
  return all;
}

std::string_view status_of(std::size_t status) {
  return meaning::status_name(static_cast<meaning::Status>(status));
}

// ---- For people --------------------------------------------------------------------------------

// A page shows the head of a long list; JSON has all of it.
constexpr std::size_t most_shown = 10;

using Row = std::vector<std::string>;

// The first column runs from the left, the others, which are numbers, from the right.
std::string table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], text::display_width(row[i]));
    }
  }
  std::string all;
  for (const Row& row : rows) {
    all += row[0] + std::string(widths[0] - text::display_width(row[0]), ' ');
    for (std::size_t i = 1; i < row.size(); ++i) {
      all += "  " + std::string(widths[i] - text::display_width(row[i]), ' ') + row[i];
    }
    all.erase(all.find_last_not_of(' ') + 1);
    all += '\n';
  }
  return all;
}

std::string share(Count count, Count of) {
  if (of == 0) return "";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(count) / static_cast<double>(of));
}

std::string assessment_table(const meaning::Assessment& assessment,
                             const std::vector<Summary::Counts>& levels, Count patients) {
  Summary::Counts by_status{};
  for (const Summary::Counts& counts : levels) {
    for (std::size_t i = 0; i < counts.size(); ++i) by_status[i] += counts[i];
  }
  Row heading{assessment.name, "patients", ""};
  for (std::size_t i = 0; i < by_status.size(); ++i) {
    if (by_status[i] > 0) heading.emplace_back(status_of(i));
  }
  std::vector<Row> rows{heading};
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const bool is_level = level < assessment.levels.size();
    const Count all = sum(levels[level]);
    Row row{is_level ? "  " + assessment.levels[level] : "  no value", grouped(all),
            share(all, patients)};
    for (std::size_t i = 0; i < by_status.size(); ++i) {
      if (by_status[i] > 0) row.push_back(levels[level][i] > 0 ? grouped(levels[level][i]) : "-");
    }
    rows.push_back(std::move(row));
  }
  return table(rows);
}

std::string ranked_table(const std::string& heading, const std::vector<Ranked>& all,
                         Count patients) {
  std::vector<Row> rows{{heading, "patients", ""}};
  for (std::size_t i = 0; i < std::min(all.size(), most_shown); ++i) {
    rows.push_back({"  " + all[i].name, grouped(all[i].count), share(all[i].count, patients)});
  }
  if (all.empty()) rows.push_back({"  none", "", ""});
  std::string text = table(rows);
  if (all.size() > most_shown) {
    text += fmt::format("  and {} more (--format json has all)\n", all.size() - most_shown);
  }
  return text;
}

std::string page(const Counted& counted) {
  const meaning::RuleSet& rules = counted.input.loaded.rules;
  const Summary& summary = counted.summary;
  std::string text =
      fmt::format("{}\n{} patient{} assessed, {} row{} rejected\n", guideline_name(counted.input),
                  grouped(summary.patients), summary.patients == 1 ? "" : "s",
                  grouped(counted.rejected), counted.rejected == 1 ? "" : "s");
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    text += '\n' + assessment_table(rules.assessments[i], summary.assessments[i], summary.patients);
  }
  text += '\n' + ranked_table("rules that fired most", ranked(rules.rules, summary.fired),
                              summary.patients);
  text += '\n' + ranked_table("findings missing that keep a result open",
                              ranked(rules.findings, summary.missing), summary.patients);
  return text;
}

// ---- For programs ------------------------------------------------------------------------------

Json ranked_json(const std::string& what, const std::vector<Ranked>& all) {
  Json array = Json::array();
  for (const Ranked& each : all) array.push_back({{what, each.name}, {"patients", each.count}});
  return array;
}

Json assessment_json(const meaning::Assessment& assessment,
                     const std::vector<Summary::Counts>& levels) {
  Json array = Json::array();
  for (std::size_t level = 0; level < levels.size(); ++level) {
    Json statuses = Json::object();
    for (std::size_t i = 0; i < levels[level].size(); ++i) {
      if (levels[level][i] > 0) statuses[std::string(status_of(i))] = levels[level][i];
    }
    const bool is_level = level < assessment.levels.size();
    array.push_back({{"value", is_level ? Json(assessment.levels[level]) : Json(nullptr)},
                     {"patients", sum(levels[level])},
                     {"statuses", std::move(statuses)}});
  }
  return array;
}

Json object(const Counted& counted) {
  const meaning::RuleSet& rules = counted.input.loaded.rules;
  Json assessments = Json::object();
  for (std::size_t i = 0; i < rules.assessments.size(); ++i) {
    assessments[rules.assessments[i].name] =
        assessment_json(rules.assessments[i], counted.summary.assessments[i]);
  }
  return {{"guideline", guideline_name(counted.input)},
          {"patients", counted.summary.patients},
          {"rejected", counted.rejected},
          {"assessments", std::move(assessments)},
          {"fired", ranked_json("rule", ranked(rules.rules, counted.summary.fired))},
          {"missing", ranked_json("finding", ranked(rules.findings, counted.summary.missing))}};
}

}  // namespace

std::string summary_text(const std::vector<Counted>& all) {
  std::string text;
  for (const Counted& each : all) {
    if (!text.empty()) text += "\n----\n\n";
    text += page(each);
  }
  return text;
}

std::string summary_json(const std::vector<Counted>& all) {
  Json json = Json::array();
  for (const Counted& each : all) json.push_back(object(each));
  if (json.size() == 1) json = Json(json.front());
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace bedside::commands
