// Takes the text of a rule file; gives its tree, and messages about what could not be read.
#include "lang/syntax/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lang/syntax/build.hpp"
#include "lang/syntax/scan.hpp"
#include "lang/syntax/slips.hpp"
#include "lang/syntax/split.hpp"
#include "lang/syntax/stopped.hpp"
#include "lang/text/utf8.hpp"

namespace bedside::syntax {

namespace {

using text::Code;

// Of text; dense rules have a node for each ten.
constexpr std::size_t usual_bytes_of_node = 10;

class Parser {
 public:
  Parser(const text::Source& source, std::uint32_t file)
      : file_(file), scanned_(scan(source, file)) {}

  Parsed run() {
    result_.messages = std::move(scanned_.messages);
    result_.comments = scanned_.comments;
    Split split = syntax::split(scanned_.text, file_);
    for (StatementText& statement : split.statements) {
      for (PartText& part : statement.parts) skip_blanks(part);
    }
    append(split.messages);
    // Growing step by step would copy them all; memory that is not used costs nothing.
    result_.tree.statements.reserve(split.statements.size());
    result_.tree.nodes.reserve(scanned_.text.size() / usual_bytes_of_node);
    for (StatementText& statement : split.statements) {
      for (PartText& part : statement.parts) take_full_stop_off(part);
      read(statement);
    }
    text::sort_by_place(result_.messages);
    return std::move(result_);
  }

 private:
  void read(const StatementText& statement) {
    if (has_unusable(statement)) return broken(statement);
    std::vector<RawPart> parts;
    for (const PartText& part : statement.parts) {
      const std::string_view text =
          std::string_view(scanned_.text).substr(part.begin, part.end - part.begin);
      RawResult result = read_part(part.part, text);
      if (const auto* stop = std::get_if<Stop>(&result)) {
        if (statement.guessed) return broken(statement);
        result_.messages.push_back(explain_stop(*stop, part, statement, scanned_.text));
        note_comment(part, result_.messages.back());
        if (&part == statement.parts.data() || is_needed(part.part)) return broken(statement);
        continue;
      }
      parts.push_back({&part, std::get<0>(std::move(result))});
    }
    Built built = build(statement, parts, scanned_.text, result_.tree);
    append(built.messages);
    if (built.statement) {
      result_.tree.statements.push_back(std::move(*built.statement));
    } else {
      broken(statement);
    }
  }

  // The grammar begins with what matters.
  void skip_blanks(PartText& part) const {
    const auto first = scanned_.text.find_first_not_of(" \t\r\n", part.begin);
    part.begin = static_cast<std::uint32_t>(std::min<std::size_t>(first, part.end));
  }

  // `if pain then caution.`: a statement is a sentence, but no full stop ends it.
  void take_full_stop_off(PartText& part) {
    if (part.part != Part::rule && part.part != Part::otherwise && part.part != Part::finding &&
        part.part != Part::assessment && part.part != Part::define && part.part != Part::claim &&
        part.part != Part::expect && part.part != Part::given) {
      return;
    }
    if (part.end < part.begin + 2 || scanned_.text[part.end - 1] != '.') return;
    const char before = scanned_.text[part.end - 2];
    if (before == '.' || before == ' ' || before == '"') return;
    const std::string_view line = std::string_view(scanned_.text).substr(0, part.end - 1);
    const std::string_view last = line.substr(line.rfind('\n') + 1);
    const bool quoted = std::count(last.begin(), last.end(), '"') % 2 != 0;
    // The name of a source's statement may end with one.
    if (quoted || text::fold_case(last).find("cites ") != std::string::npos) return;
    const Span span{file_, part.end - 1, part.end};
    result_.messages.push_back({Code::unexpected_text,
                                "A full stop stands here; a statement ends with its line.",
                                span,
                                "",
                                {},
                                {{"take it out", {{span, ""}}, true}},
                                ""});
    scanned_.text[--part.end] = ' ';
  }

  // `if pain #1 then caution`: why nothing is seen where something was written.
  void note_comment(const PartText& part, text::Message& message) const {
    if (message.span.end + 1 < part.end || message.label.empty()) return;
    for (const Span& comment : scanned_.comments) {
      if (comment.begin < message.span.end) continue;
      const std::string_view between =
          std::string_view(scanned_.text)
              .substr(message.span.end, comment.begin - message.span.end);
      if (between.find_first_not_of(" \t") != std::string_view::npos) return;
      message.related.push_back({comment, "from `#` on, the line is a comment"});
      return;
    }
  }

  // Without these parts a statement would mean something else than was written.
  static bool is_needed(Part part) {
    switch (part) {
      case Part::applies:
      case Part::by_list:
      case Part::points:
      case Part::add:
      case Part::given:
      case Part::expect:
      case Part::row:
      case Part::also:
      case Part::closing:
        return true;
      default:
        return false;
    }
  }

  bool has_unusable(const StatementText& statement) const {
    const auto& all = scanned_.unusable;
    const auto next =
        std::lower_bound(all.begin(), all.end(), statement.span.begin,
                         [](const Span& span, std::uint32_t begin) { return span.begin < begin; });
    return next != all.end() && next->begin < statement.span.end;
  }

  void broken(const StatementText& statement) {
    const PartText& head = statement.parts.front();
    if (head.part == Part::claim) return;  // nothing reads a claim
    const std::string_view rest =
        std::string_view(scanned_.text).substr(head.begin, statement.span.end - head.begin);
    std::string_view name = rest.substr(0, rest.find_first_of(":\n|"));
    // Where the colon is missing, the name ends where a type, a list or a text begins.
    if (rest.size() == name.size() || rest[name.size()] != ':') {
      if (const auto end = end_of_name(rest.substr(0, rest.find('\n'))))
        name = rest.substr(0, *end);
    }
    const auto first = name.find_first_not_of(" \t\r\"");
    if (first == std::string_view::npos) return;
    name = name.substr(first, name.find_last_not_of(" \t\r\"") - first + 1);
    result_.broken_names.emplace_back(name);
  }

  void append(text::Messages& messages) {
    std::move(messages.begin(), messages.end(), std::back_inserter(result_.messages));
  }

  std::uint32_t file_;
  Scanned scanned_;
  Parsed result_;
};

}  // namespace

Parsed parse(const text::Source& source, std::uint32_t file) { return Parser(source, file).run(); }

namespace {

constexpr std::string_view blanks = " \t\r\n";

// A part of a statement that is a text of its own.
class Alone {
 public:
  Alone(Part part, const text::Source& source, std::uint32_t file, text::Messages& messages)
      : scanned_(scan(source, file)), part_{part, {file, 0, 0}, 0, 0}, messages_(messages) {
    messages_ = std::move(scanned_.messages);
    const std::size_t size = scanned_.text.size();
    const std::size_t first = std::min(scanned_.text.find_first_not_of(blanks), size);
    part_.begin = part_.word.begin = part_.word.end = static_cast<std::uint32_t>(first);
    part_.end = static_cast<std::uint32_t>(size);
  }

  const std::string& text() const { return scanned_.text; }
  bool empty() const { return part_.begin == part_.end; }
  Span span() const {
    const auto end = scanned_.text.find_last_not_of(blanks) + 1;  // 0 where there are only blanks
    const auto last = static_cast<std::uint32_t>(std::max<std::size_t>(end, part_.begin));
    return {part_.word.file, part_.begin, last};
  }

  // None where it cannot be read; the messages then say why.
  std::optional<RawTree> read() {
    if (text::has_errors(messages_)) return std::nullopt;
    const StatementText statement{{part_.word.file, part_.begin, part_.end}, {part_}};
    RawResult raw = read_part(part_.part, std::string_view(text()).substr(part_.begin));
    if (auto* root = std::get_if<RawTree>(&raw)) return std::move(*root);
    messages_.push_back(explain_stop(std::get<Stop>(raw), part_, statement, text()));
    return std::nullopt;
  }

 private:
  Scanned scanned_;
  PartText part_;
  text::Messages& messages_;
};

// Without comments, and with single blanks.
std::string on_one_line(std::string_view text) {
  std::string line;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    if (text.empty()) return line;
    const std::size_t end = std::min(text.find_first_of(blanks), text.size());
    if (!line.empty()) line += ' ';
    line += text.substr(0, end);
    text.remove_prefix(end);
  }
}

}  // namespace

ParsedFacts parse_facts(const text::Source& source, std::uint32_t file) {
  ParsedFacts result;
  Alone alone(Part::given, source, file, result.messages);
  if (alone.empty()) return result;
  const auto root = alone.read();
  if (!root) return result;
  Nodes nodes(result.tree, alone.text(), file);
  result.facts = nodes.list(root->children.front());
  return result;
}

Parsed parse_claim(const text::Source& source, std::uint32_t file) {
  Parsed result;
  Alone alone(Part::claim_body, source, file, result.messages);
  const auto root = alone.read();
  if (!root) return result;
  const Span whole = alone.span();
  Claim claim = Nodes(result.tree, alone.text(), file).claim(*root);
  claim.name = {whole, on_one_line(alone.text()), false};
  result.tree.statements.push_back({whole, whole, std::move(claim)});
  return result;
}

std::string name_text(const Words& words) {
  std::string name;
  for (const Word& word : words) {
    if (!name.empty()) name += ' ';
    name += word.text;
  }
  return name;
}

bool says(const Word& word, std::string_view text) {
  return !word.quoted && text::fold_case(word.text) == text;
}

bool says(const Words& words, std::string_view text) {
  return words.size() == 1 && says(words.front(), text);
}

text::Span span_of(const Words& words) {
  return text::cover(words.front().span, words.back().span);
}

}  // namespace bedside::syntax
