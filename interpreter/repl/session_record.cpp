// Takes what is said of the patient of a session; gives what is recorded then, and what to ask.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/records/write.hpp"
#include "interpreter/repl/session.hpp"
#include "lang/meaning/words.hpp"
#include "lang/text/near.hpp"

namespace bedside::repl {

using namespace meaning;

namespace {

// `pain, hand swelling`
std::vector<std::string> items(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string name = Names::key(text.substr(0, end));
    if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
      name = name.substr(1, name.size() - 2);
    }
    if (!name.empty()) all.push_back(std::move(name));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

bool same(const Fact& a, const Fact& b) {
  return a.finding == b.finding && a.values == b.values && a.range == b.range;
}

}  // namespace

// ---- Findings ------------------------------------------------------------------------------

// Each fact in words that are read back as that fact: its own words, where they stand alone.
std::vector<Session::Said> Session::said_in(const Facts& facts) const {
  std::vector<Said> said;
  FactReader reader(now_->loaded);
  for (const Fact& fact : facts.facts) {
    const Finding& finding = rules().at(fact.finding);
    std::string words = in_words(finding, fact.values, fact.range);
    for (const std::string& own : {words, std::string(facts.sources.slice(fact.span))}) {
      const Facts again = reader.facts("record", own);
      const bool good = again.messages.empty() && again.facts.size() == 1;
      if (!good || !same(again.facts.front(), fact)) continue;
      words = own;
      break;
    }
    said.push_back({finding.name, std::move(words)});
  }
  return said;
}

// Nothing where the line is something else than facts; a contradiction is an answer.
std::optional<Reply> Session::facts(const std::string& line) {
  FactReader reader(now_->loaded);
  const Facts read = reader.facts("this line", line);
  if (!read.messages.empty() || read.facts.empty()) return std::nullopt;
  return record(said_in(read), read.facts);
}

Reply Session::record(const std::vector<Said>& said, const std::vector<Fact>& facts) {
  evaluate::Record then = record_;
  for (const Fact& fact : facts) {
    const Possible known = then.at(fact.finding);
    const Narrowed how = evaluate::narrow(then, rules(), fact);
    if (how == Narrowed::done) continue;
    const Finding& finding = rules().at(fact.finding);
    std::string words = why_left_out(how, then.findings, rules(), fact) + "\n";
    if (how == Narrowed::contradiction && record_.at(fact.finding).recorded) {
      words += fmt::format("`forget {}` takes back what is recorded.\n", written(finding.name));
    }
    return bad(words);
  }
  const Summary before = summary();
  remember();
  record_ = std::move(then);
  evaluation_ = evaluate::evaluate(rules(), record_);
  state_.said.insert(state_.said.end(), said.begin(), said.end());
  std::string words;
  for (const Fact& fact : facts) {
    const Possible& known = record_.at(fact.finding);
    const std::string line = fmt::format(
        "recorded: {}\n", in_words(rules().at(fact.finding), known.values, known.range));
    if (!words.ends_with(line)) words += line;
  }
  return changed(words + changes(before, summary()));
}

// Leaves out what the rules in force do not know any more, and says so.
std::string Session::read_again(std::vector<Said>& said) {
  std::string words;
  FactReader reader(now_->loaded);
  evaluate::Record record = evaluate::empty_record(rules());
  std::erase_if(said, [&](const Said& each) {
    const Facts read = reader.facts("record", each.text);
    std::string why = read.messages.empty() ? "" : read.messages.front().text;
    for (const Fact& fact : read.facts) {
      const Narrowed how = evaluate::narrow(record, rules(), fact);
      if (how != Narrowed::done) why = why_left_out(how, record.findings, rules(), fact);
    }
    if (why.empty()) return false;
    words += fmt::format("no longer recorded: {}. {}\n", each.text, why);
    return true;
  });
  return words;
}

Reply Session::forget(const std::string& names) {
  std::vector<std::string> forgotten;
  State next = state_;
  for (const std::string& key : items(names)) {
    const auto named = now_->loaded.names.find(key);
    const auto* finding = named ? std::get_if<FindingId>(&*named) : nullptr;
    if (finding == nullptr) {
      std::vector<std::string> all;
      for (const Finding& each : rules().findings) all.push_back(each.name);
      return bad(fmt::format("`{}` is no finding of these rules.{}\n", key,
                             text::did_you_mean(text::near_names(key, all))));
    }
    const std::string& name = rules().at(*finding).name;
    const auto count = std::erase_if(next.said, [&](const Said& s) { return s.finding == name; });
    if (count == 0) return bad(fmt::format("Nothing is recorded of `{}`.\n", name));
    forgotten.push_back(name);
  }
  if (forgotten.empty()) return bad("`forget` takes the name of a finding, as in `forget pain`.\n");
  const Summary before = summary();
  remember();
  state_ = std::move(next);
  evaluate_again();
  return changed(fmt::format("not recorded any more: {}\n{}", fmt::join(forgotten, ", "),
                             changes(before, summary())));
}

Reply Session::reset(const std::string& /*rest*/) {
  if (state_.said.empty()) return good("Nothing is recorded.\n");
  const Summary before = summary();
  remember();
  state_.said.clear();
  asked_.reset();
  skipped_.clear();
  evaluate_again();
  return changed("Nothing is recorded any more.\n" + changes(before, summary()));
}

Reply Session::show_record(const std::string& /*rest*/) {
  std::vector<std::string> facts;
  for (std::size_t i = 0; i < rules().findings.size(); ++i) {
    const Possible& known = record_.findings[i];
    if (!known.recorded) continue;
    const auto exact = records::exact_words(rules().findings[i], known);
    facts.push_back(exact ? *exact : in_words(rules().findings[i], known.values, known.range));
  }
  if (facts.empty()) return good("Nothing is recorded.\n");
  return good(fmt::format("{}\n", fmt::join(facts, ", ")));
}

// ---- Questions that the session asks ---------------------------------------------------------

std::string Session::next_question() {
  const std::vector<FindingId> mattering = now_->questions.mattering(record_, evaluation_);
  asked_ = now_->questions.next(record_, evaluation_, skipped_);
  if (asked_) {
    const auto others = std::count_if(mattering.begin(), mattering.end(), [&](FindingId id) {
      return id != *asked_ && !skipped_.contains(id);
    });
    std::string words = question_text(now_->loaded, *asked_, look_.style);
    if (others > 0) words += fmt::format("  {} more may matter\n", others);
    return words;
  }
  return mattering.empty() ? "Nothing that could be asked matters any more.\n"
                           : "What is left to ask was skipped.\n";
}

Reply Session::ask(const std::string& /*rest*/) {
  skipped_.clear();
  return good(next_question());
}

Reply Session::skip(const std::string& /*rest*/) {
  if (!asked_) return bad("Nothing was asked; `ask` asks.\n");
  skipped_.insert(*asked_);
  const std::string words = fmt::format("not known: {}\n", rules().at(*asked_).name);
  return good(words + next_question());
}

// Why a line is no answer either, where something was asked.
std::string Session::no_answer(const std::string& line) {
  if (!asked_) return "";
  const auto read = now_->spoken.answer(*asked_, line);
  const auto* refused = std::get_if<std::string>(&read);
  return refused == nullptr ? "" : fmt::format("Nor an answer to what was asked: {}\n", *refused);
}

// After `ask` a bare value is an answer: `no`, `localized`, `12 mm`.
std::optional<Reply> Session::answer_to_question(const std::string& line) {
  if (!asked_) return std::nullopt;
  const auto read = now_->spoken.answer(*asked_, line);
  const auto* fact = std::get_if<Fact>(&read);
  if (fact == nullptr) return std::nullopt;
  const Finding& finding = rules().at(fact->finding);
  std::string words = in_words(finding, fact->values, fact->range);
  // A number that has no end in the finding's own unit is kept as it was said.
  FactReader reader(now_->loaded);
  const Facts again = reader.facts("record", words);
  if (again.facts.size() != 1 || !same(again.facts.front(), *fact)) {
    words = fmt::format("{} {}", written(finding.name), line);
  }
  Reply reply = record({{finding.name, std::move(words)}}, {*fact});
  if (!reply.wrong) reply.text += next_question();
  return reply;
}

}  // namespace bedside::repl
