// Takes lines that a person types; gives what there is to say: findings, statements and questions
// in one place. No I/O.
#include "interpreter/repl/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/explain/page.hpp"
#include "interpreter/repl/statements.hpp"
#include "interpreter/testing/examples.hpp"
#include "lang/text/near.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::repl {

using namespace meaning;

namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Reply together(const Reply& first, const Reply& second) {
  return {first.text + second.text, first.wrong || second.wrong, second.quit,
          first.confirms && second.confirms};
}

// What is typed is said again in answers.
bool acts_on_terminal(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    const auto c = text::character_at(line, i);
    if (c && text::is_direction_control(c->code)) return true;
    if (c && c->code != '\t' && text::is_control(c->code)) return true;
    i += c ? c->size : 1;
  }
  return false;
}

bool is_indented(std::string_view line) {
  return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

}  // namespace

Session::Session(World world, std::vector<std::string> names, Look look, bool in_terminal)
    : world_(std::move(world)), look_(std::move(look)), in_terminal_(in_terminal) {
  state_.names = std::move(names);
  now_ = std::make_unique<InForce>(Loaded());
  evaluate_again();
}

Reply Session::open() {
  State next = state_;
  for (const std::string& name : next.names) {
    auto files = world_.open(name);
    if (auto* problem = std::get_if<std::string>(&files)) return bad(*problem + "\n");
    for (InputFile& file : std::get<std::vector<InputFile>>(files)) {
      next.text.files.push_back(std::move(file));
    }
  }
  Loaded loaded = next.text.load(world_.read);
  if (!loaded.usable()) return bad(rendered(loaded.messages, loaded.sources, true));
  state_ = std::move(next);
  now_ = std::make_unique<InForce>(std::move(loaded));
  evaluate_again();
  return good("");
}

Reply Session::greeting() const {
  if (state_.names.empty()) return good("`help` tells what can be typed here.\n");
  const std::string name = rules().guideline ? rules().guideline->name : state_.names.front();
  return good(
      fmt::format("{}\n`help` tells what can be typed here. {}\n", name, explain::not_a_device));
}

void Session::evaluate_again() {
  record_ = evaluate::empty_record(rules());
  FactReader reader(now_->loaded);
  for (const Said& each : state_.said) {
    for (const Fact& fact : reader.facts("record", each.text).facts) {
      evaluate::narrow(record_, rules(), fact);
    }
  }
  evaluation_ = evaluate::evaluate(rules(), record_);
}

std::string Session::rendered(const text::Messages& messages, const text::Sources& sources,
                              bool errors_only) const {
  std::string words;
  for (const text::Message& message : messages) {
    const bool error = text::entry(message.code).severity == text::Severity::error;
    if (error || !errors_only) words += text::render(message, sources, look_.style);
  }
  return words;
}

// ---- Lines ---------------------------------------------------------------------------------

Reply Session::take(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (acts_on_terminal(line))
    return bad("This line has control characters in it; nothing was done.\n");
  if (goes_on()) return go_on_with(line);
  const std::string said(trimmed(line));
  if (said.empty() || said.front() == '#') return good("");
  if (is_indented(line) && on_ && in_terminal_) {
    begun_ = state_.text.typed.at(*on_).text + "\n" + std::string(line);
    return is_unfinished(std::string(line)) ? good("") : finish_statement();
  }
  return process(said);
}

Reply Session::go_on_with(std::string_view line) {
  const bool empty = trimmed(line).empty();
  if (empty && in_terminal_) return finish_statement();
  if (empty) return good("");
  // In a terminal nobody has to indent what goes on; a file is read as it is.
  const bool at_first = begun_.find('\n') == std::string::npos;
  const bool begins = begins_statement(line) && !at_first && !repl::goes_on(line);
  const bool asks = command_of(std::string(trimmed(line)), false) != nullptr;
  if (is_indented(line) || (in_terminal_ && !begins && !asks)) {
    begun_ += is_indented(line) ? "\n" : "\n  ";
    begun_ += line;
    return good("");
  }
  Reply first = finish_statement();
  Reply second = take(line);
  return together(first, second);
}

Reply Session::end() {
  const Reply last = goes_on() ? finish_statement() : good("");
  return together(last, quit(""));
}

Reply Session::process(const std::string& line) {
  on_.reset();
  if (auto reply = command(line, false)) return *reply;
  if (auto reply = facts(line)) return *reply;
  if (auto reply = command(line, true)) return *reply;
  if (auto reply = answer_to_question(line)) return *reply;
  if (begins_statement(line)) {
    begun_ = line;
    if (!in_terminal_ || is_unfinished(line)) return good("");
    return finish_statement();
  }
  FactReader reader(now_->loaded);
  const Facts read = reader.facts("this line", line);
  std::string words = rendered(read.messages, read.sources, true);
  words += no_answer(line);
  std::vector<std::string> known;
  for (const Command& each : commands()) known.emplace_back(each.word);
  const auto near = text::near_names(line.substr(0, line.find(' ')), known);
  if (!near.empty()) words += fmt::format("Or a command:{}\n", text::did_you_mean(near));
  return bad(words.empty()
                 ? "This is no finding, no statement and no question; `help` tells more.\n"
                 : words);
}

// The longest that fits: `why not` before `why`.
const Session::Command* Session::command_of(const std::string& line, bool with_more) const {
  const std::string folded = text::fold_case(line);
  const Command* best = nullptr;
  for (const Command& each : commands()) {
    const std::string word = each.word;
    const bool more = with_more && each.takes_more && folded.starts_with(word + " ");
    if (folded != word && !more) continue;
    if (best == nullptr || word.size() > std::string_view(best->word).size()) best = &each;
  }
  return best;
}

std::optional<Reply> Session::command(const std::string& line, bool with_more) {
  const Command* found = command_of(line, with_more);
  if (found == nullptr) return std::nullopt;
  const std::string rest(trimmed(line.substr(std::string_view(found->word).size())));
  return (this->*found->answer)(rest);
}

const std::vector<Session::Command>& Session::commands() {
  static const std::vector<Command> all{{"?", false, &Session::outcome},
                                        {"why", true, &Session::why},
                                        {"why not", true, &Session::why_not},
                                        {"what if", true, &Session::what_if},
                                        {"prove", true, &Session::prove},
                                        {"ask", false, &Session::ask},
                                        {"skip", false, &Session::skip},
                                        {"forget", true, &Session::forget},
                                        {"reset", false, &Session::reset},
                                        {"record", false, &Session::show_record},
                                        {"load", true, &Session::load},
                                        {"reload", false, &Session::reload},
                                        {"save", true, &Session::save},
                                        {"rules", false, &Session::list_rules},
                                        {"findings", false, &Session::list_findings},
                                        {"typed", false, &Session::list_typed},
                                        {"check", false, &Session::check},
                                        {"undo", false, &Session::undo},
                                        {"help", false, &Session::help},
                                        {"quit", false, &Session::quit},
                                        {"exit", false, &Session::quit}};
  return all;
}

// ---- Statements ----------------------------------------------------------------------------

Reply Session::finish_statement() {
  const std::string text(trimmed(std::exchange(begun_, "")));
  const auto on = std::exchange(on_, std::nullopt);
  State next = state_;
  Typed typed{key_of_text(text), text};
  const std::string name = words_of_text(text);
  const std::size_t at = on ? *on : next.text.find(typed.key);
  std::string words = fmt::format("kept: {}", name);
  if (at < next.text.typed.size()) {
    next.text.typed[at] = std::move(typed);
    words = fmt::format("{}: {}", on ? "went on with" : "in place of what was typed before", name);
  } else {
    const std::string file = next.text.file_of(typed.key);
    if (!file.empty()) words = fmt::format("in place of what stands in {}: {}", file, name);
    next.text.typed.push_back(std::move(typed));
  }
  const std::size_t place = std::min(at, next.text.typed.size() - 1);
  Reply reply = keep(std::move(next), words);
  if (reply.wrong) return reply;
  on_ = place;
  reply.text += about_typed(text);
  return reply;
}

// The rules as they would be then; they are in force only if they can be evaluated.
Reply Session::keep(State next, const std::string& words) {
  Loaded loaded = next.text.load(world_.read);
  if (!loaded.usable()) {
    return bad(rendered(loaded.messages, loaded.sources, true) + "Not kept.\n");
  }
  const Summary before = summary();
  remember();
  state_ = std::move(next);
  now_ = std::make_unique<InForce>(std::move(loaded));
  asked_.reset();
  skipped_.clear();
  warned_ = false;
  const std::string lost = read_again(state_.said);
  evaluate_again();
  return changed(words + "\n" + lost + changes(before, summary()));
}

// What `check` would say of a statement that was just kept, and whether its examples hold.
std::string Session::about_typed(const std::string& statement) const {
  const Loaded& loaded = now_->loaded;
  const auto inside = [&](const text::Span& span) {
    const text::Source& source = loaded.sources.of(span);
    if (source.path() != typed_path) return false;
    const std::size_t begin = source.content().find(statement);
    return begin <= span.begin && span.begin < begin + statement.size();
  };
  std::string words;
  for (const text::Message& message : loaded.messages) {
    if (inside(message.span)) words += text::render(message, loaded.sources, look_.style);
  }
  const auto results = testing::run_examples(loaded.rules, loaded.sources);
  std::size_t passed = 0;
  text::Messages failing;
  for (const testing::ExampleResult& result : results) {
    if (!inside(result.span)) continue;
    if (result.failures.empty()) ++passed;
    for (text::Message& message : testing::failing_examples({result})) {
      failing.push_back(std::move(message));
    }
  }
  words += rendered(failing, loaded.sources, false);
  if (passed > 0) words += fmt::format("{} passed\n", passed == 1 ? "example" : "examples");
  return words;
}

}  // namespace bedside::repl
