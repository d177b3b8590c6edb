// Takes rule text of any kind; loads it, shows what is wrong with it, tries its fixes and, where it
// can be evaluated, assesses nobody's record and checks all patients.
#include "interpreter/cohort/results.hpp"
#include "interpreter/cohort/session.hpp"
#include "interpreter/proving/checks.hpp"
#include "lang/meaning/canonical.hpp"
#include "lang/text/edits.hpp"
#include "lang/text/render.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/try.hpp"

namespace bedside::fuzz {

namespace {

void hold_span(const text::Span& span, const text::Sources& sources) {
  hold(span.file < sources.size(), "a message is about a file that was read");
  hold(span.begin <= span.end && span.end <= sources.of(span).content().size(),
       "a message is about a place in its file");
}

void hold_fixes(const text::Message& message, const text::Sources& sources) {
  for (const auto& fix : message.fixes) {
    hold(!fix.edits.empty(), "a fix changes something");
    for (std::size_t i = 0; i < fix.edits.size(); ++i) {
      hold_span(fix.edits[i].span, sources);
      hold(fix.edits[i].span.file == fix.edits.front().span.file, "a fix is of one file");
      for (std::size_t j = 0; j < i; ++j) {
        hold(!text::overlap(fix.edits[j], fix.edits[i]), "the edits of a fix do not overlap");
      }
    }
    const auto& before = sources.of(fix.edits.front().span).content();
    hold(text::edited(before, fix.edits) != before, "a fix changes the text");
  }
}

void hold_messages(const text::Messages& messages, const text::Sources& sources) {
  for (const auto& message : messages) {
    hold_span(message.span, sources);
    for (const auto& related : message.related) hold_span(related.span, sources);
    hold_fixes(message, sources);
    hold(!text::render(message, sources, text::Style(true)).empty(), "a message can be shown");
    hold(!message.text.empty(), "a message says something");
  }
}

/// Of a record with nothing in it: the evaluator and the compiled engine say the same.
void assess_nobody(const meaning::Loaded& read) {
  const auto record = evaluate::empty_record(read.rules);
  cohort::Session session(read.rules);
  engines_agree(cohort::Prepared(read, "x", cohort::Form::csv), session, record);
}

}  // namespace

void rules(std::string_view bytes) {
  const auto read = loaded(bytes);
  hold_messages(read.messages, read.sources);
  if (!read.usable()) return;
  hold(!meaning::canonical(read.rules).empty(), "a rule set has a canonical text");
  assess_nobody(read);
  hold_messages(proving::all_checks(read, small_limits()), read.sources);
}

}  // namespace bedside::fuzz
