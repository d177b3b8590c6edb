// Takes a rule text and a draw; gives the text with one small slip in it, as people make them.
#include "tests/agree/mutate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

namespace bedside::agree {

namespace {

struct Edit {
  std::size_t at = 0;
  std::size_t size = 0;
  std::string text;
};
using Edits = std::vector<Edit>;

/// A stretch of the text that says something of patients.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view keyword;
};

// The text, with blanks for what is only said to people: quotes, comments, and lines that cite.
std::string without_words(std::string text) {
  bool quoted = false;
  bool comment = false;
  for (char& c : text) {
    if (c == '"' && !comment) quoted = !quoted;
    if (c == '#' && !quoted) comment = true;
    if (c == '\n') comment = false;
    if ((quoted || comment) && c != '\n' && c != '"') c = ' ';
  }
  for (std::size_t at = text.find("\n  cites"); at != std::string::npos;
       at = text.find("\n  cites", at + 1)) {
    const std::size_t end = std::min(text.find('\n', at + 1), text.size());
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at) + 1,
              text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }
  return text;
}

std::vector<Stretch> stretches(const std::string& text, const meaning::Loaded& loaded) {
  std::vector<Stretch> all;
  for (const syntax::Statement& statement : loaded.files.at(0).tree.statements) {
    const auto keyword = std::string_view(text).substr(
        statement.keyword.begin, statement.keyword.end - statement.keyword.begin);
    for (const std::string_view wanted :
         {"rule", "if", "table", "otherwise", "score", "define", "assessment"}) {
      if (keyword == wanted) all.push_back({statement.span.begin, statement.span.end, keyword});
    }
  }
  return all;
}

/// Each match of an expression in a stretch.
template <class Take>
void each_match(const std::string& text, const Stretch& in, const std::string& expression,
                const Take& take) {
  const std::regex pattern(expression);
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(in.begin);
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(in.end);
  for (std::sregex_iterator each(begin, end, pattern); each != std::sregex_iterator(); ++each) {
    take(in.begin + static_cast<std::size_t>(each->position()), each->str());
  }
}

// One step of the number's last digit.
std::string shifted(const std::string& number, int by) {
  std::string digits = number;
  const std::size_t point = digits.find('.');
  if (point != std::string::npos) digits.erase(point, 1);
  std::string made = std::to_string(std::stoll(digits) + by);
  if (point == std::string::npos) return made;
  const std::size_t places = number.size() - point - 1;
  while (made.size() <= places) made.insert(made.begin(), '0');
  return made.insert(made.size() - places, ".");
}

Edits bounds(const std::string& text, const Stretch& in) {
  Edits edits;
  each_match(text, in, R"((^|[ (])\d+(\.\d+)?(?=[ ,:)]|$))",
             [&](std::size_t at, std::string found) {
               if (found.front() == ' ' || found.front() == '(') {
                 found.erase(0, 1);
                 ++at;
               }
               edits.push_back({at, found.size(), shifted(found, 1)});
               if (found != "0") edits.push_back({at, found.size(), shifted(found, -1)});
             });
  return edits;
}

Edits joins(const std::string& text, const Stretch& in) {
  Edits edits;
  const auto swap = [&](const std::string& from, const std::string& to) {
    each_match(text, in, "\\b" + from + "\\b", [&](std::size_t at, const std::string& found) {
      edits.push_back({at, found.size(), to});
    });
  };
  swap("and", "or");
  swap("or", "and");
  swap("any of", "all of");
  swap("all of", "any of");
  return edits;
}

Edits negations(const std::string& text, const Stretch& in) {
  Edits edits;
  each_match(text, in, R"(\b(no|not) )", [&](std::size_t at, const std::string& found) {
    edits.push_back({at, found.size(), ""});
  });
  each_match(text, in, R"(\bnone of)", [&](std::size_t at, const std::string& found) {
    edits.push_back({at, found.size(), "any of"});
  });
  // What a table calls `no`.
  each_match(text, in, R"(\| no +(?=\|))", [&](std::size_t at, const std::string& found) {
    edits.push_back({at, found.size(), "| yes "});
  });
  return edits;
}

Edits removals(const std::string& text, const Stretch& in) {
  Edits edits;
  if (in.keyword == "rule" || in.keyword == "if" || in.keyword == "otherwise") {
    edits.push_back({in.begin, in.end - in.begin, ""});
    each_match(text, in, R"(, [^,()\n]+(?=[,)]))", [&](std::size_t at, const std::string& found) {
      edits.push_back({at, found.size(), ""});
    });
  }
  if (in.keyword != "table") return edits;
  bool heading = true;
  each_match(text, in, R"(\n *\|[^\n]*)", [&](std::size_t at, const std::string& found) {
    if (!heading) edits.push_back({at, found.size(), ""});
    heading = false;
  });
  return edits;
}

/// Every other value in place of each that stands behind `lead`.
Edits others(const std::string& text, const Stretch& in, const std::string& lead,
             const std::vector<std::string>& values) {
  Edits edits;
  for (const std::string& value : values) {
    each_match(text, in, lead + value + "\\b", [&](std::size_t at, const std::string& found) {
      for (const std::string& other : values) {
        if (other != value)
          edits.push_back({at + found.size() - value.size(), value.size(), other});
      }
    });
  }
  return edits;
}

void append(Edits& to, const Edits& more) { to.insert(to.end(), more.begin(), more.end()); }

// What stands before them is a condition, or the declaration of the levels.
Edits levels(const std::string& text, const Stretch& in, const meaning::RuleSet& rules) {
  Edits edits;
  for (const meaning::Assessment& assessment : rules.assessments) {
    append(edits, others(text, in, in.keyword == "table" ? R"(\| )" : "(then |: |is )",
                         assessment.levels));
    if (!assessment.yes_no) continue;
    each_match(text, in, "then " + assessment.name, [&](std::size_t at, const std::string&) {
      edits.push_back({at, 4, "then no"});
    });
  }
  return edits;
}

Edits values(const std::string& text, const Stretch& in, const meaning::RuleSet& rules) {
  Edits edits;
  for (const meaning::Finding& finding : rules.findings) {
    if (finding.kind != meaning::FindingKind::list) continue;
    append(edits, others(text, in, finding.name + "( is)? ", finding.values));
  }
  return edits;
}

Edits edits_of(Slip slip, const std::string& text, const Stretch& in,
               const meaning::RuleSet& rules) {
  switch (slip) {
    case Slip::shifted_bound:
      return bounds(text, in);
    case Slip::and_or:
      return joins(text, in);
    case Slip::dropped_no:
      return negations(text, in);
    case Slip::removed:
      return removals(text, in);
    case Slip::other_level:
      return levels(text, in, rules);
    case Slip::other_value:
      return values(text, in, rules);
  }
  return {};
}

}  // namespace

meaning::Loaded loaded_alone(const std::string& text) {
  return meaning::load({{"rules.bedside", text}},
                       [](const std::string&) { return meaning::UsedFile{}; });
}

std::optional<Mutant> mutated(const std::string& text, const meaning::Loaded& loaded, Slip slip,
                              Draw& draw) {
  const std::string plain = without_words(text);
  Edits edits;
  for (const Stretch& in : stretches(text, loaded)) {
    append(edits, edits_of(slip, plain, in, loaded.rules));
  }
  draw.shuffle(edits);
  for (const Edit& edit : edits) {
    std::string made = text;
    made.replace(edit.at, edit.size, edit.text);
    if (!loaded_alone(made).usable()) continue;
    const std::string was = text.substr(edit.at, edit.size);
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(edit.at), '\n') + 1;
    return Mutant{made, fmt::format("line {}: `{}` -> `{}`", line, was, edit.text)};
  }
  return std::nullopt;
}

}  // namespace bedside::agree
