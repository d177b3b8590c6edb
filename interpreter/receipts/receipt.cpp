// Takes what was asked and answered; gives it as the lines of a receipt, and the other way round.
#include "interpreter/receipts/receipt.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "interpreter/receipts/fingerprint.hpp"
#include "interpreter/receipts/json.hpp"
#include "interpreter/records/write.hpp"

namespace bedside::receipts {

namespace {

/// Goes through a line whose shape is known to the letter.
class Scanner {
 public:
  explicit Scanner(std::string_view line) : line_(line) {}

  bool is(std::string_view words) {
    if (!line_.substr(at_).starts_with(words)) return false;
    at_ += words.size();
    return true;
  }
  template <class Number>
  bool number(Number& into) {
    const char* const begin = line_.data() + at_;
    const char* const end = line_.data() + line_.size();
    // One way to write it: no zero before it.
    if (begin + 1 < end && *begin == '0' && begin[1] >= '0' && begin[1] <= '9') return false;
    const auto [rest, problem] = std::from_chars(begin, end, into);
    at_ += static_cast<std::size_t>(rest - begin);
    return problem == std::errc();
  }
  bool sha256(std::string_view& into) {
    into = line_.substr(std::min(at_, line_.size()), sha256_size);
    at_ += into.size();
    return into.size() == sha256_size &&
           into.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  }
  bool text(std::string_view& into) {
    const auto end = line_.find('"', at_);
    if (end == std::string_view::npos) return false;
    into = line_.substr(at_, end - at_);
    at_ = end;
    return into.find('\\') == std::string_view::npos;
  }
  bool value(std::string_view& into) {
    const auto end = value_end(line_, at_);
    if (!end) return false;
    into = line_.substr(at_, *end - at_);
    at_ = *end;
    return true;
  }
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ == line_.size(); }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

std::string rules_text(const KeptRules& rules) {
  std::string text = fmt::format(
      R"({{"name":{},"guideline":{},"version":{},"fingerprint":{},"files":[)", json(rules.name),
      json(rules.guideline), json(rules.version), json(rules.fingerprint));
  for (std::size_t i = 0; i < rules.files.size(); ++i) {
    const meaning::InputFile& file = rules.files[i];
    text += fmt::format(R"({}{{"path":{},"sha256":"{}","text":{}}})", i > 0 ? "," : "",
                        json(file.path), sha256(file.content), json(file.content));
  }
  return text + "]}";
}

}  // namespace

KeptRules kept(const meaning::Loaded& loaded, const std::string& name) {
  KeptRules rules{name, name, "", fingerprint(loaded.rules), {}};
  if (loaded.rules.guideline) {
    rules.guideline = loaded.rules.guideline->name;
    rules.version = loaded.rules.guideline->version;
  }
  for (std::uint32_t i = 0; i < loaded.sources.size(); ++i) {
    const text::Source& source = loaded.sources.at(i);
    rules.files.push_back({source.path(), source.content()});
  }
  return rules;
}

std::string head_line(const Head& head) {
  std::string line =
      fmt::format(R"({{"receipt":{},"bedside":{},"rules":[)", form, json(head.bedside));
  for (std::size_t i = 0; i < head.rules.size(); ++i) {
    line += (i > 0 ? "," : "") + rules_text(head.rules[i]);
  }
  return line + "]}\n";
}

meaning::Loaded load_kept(const KeptRules& rules) {
  // Each file is given, in the order in which it was read: what uses another one finds it read, or
  // reads it here. Nothing is ever read from a disk.
  std::map<std::string, const std::string*> texts;
  for (const meaning::InputFile& file : rules.files) texts.emplace(file.path, &file.content);
  return meaning::load(rules.files, [&](const std::string& path) {
    const auto found = texts.find(path);
    return found == texts.end() ? meaning::UsedFile{} : meaning::UsedFile{*found->second};
  });
}

std::string unfitting(const KeptRules& said, const meaning::Loaded& loaded) {
  const KeptRules is = kept(loaded, said.name);
  if (is.fingerprint != said.fingerprint) {
    return fmt::format("the rules of `{}` do not fit their fingerprint", said.guideline);
  }
  if (loaded.rules.guideline && is.guideline != said.guideline) {
    return fmt::format("`{}` is not the name of the guideline", said.guideline);
  }
  if (is.version != said.version) {
    return fmt::format("`{}` is not the version of the rules", said.version);
  }
  if (is.files.size() != said.files.size()) return "it keeps a file twice";
  return "";
}

std::string record_text(const meaning::RuleSet& rules, const evaluate::Record& record,
                        std::vector<std::string>& left_out) {
  records::Written written = records::patient_line(rules, record);
  for (const meaning::FindingId id : written.unsaid) left_out.push_back(rules.at(id).name);
  return std::move(written.text);
}

void add_answer_line(std::size_t rules, const meaning::RuleSet& of, const evaluate::Record& record,
                     std::string_view result, std::string& to) {
  std::vector<std::string> left_out;
  const std::string asked = record_text(of, record, left_out);
  to += fmt::format(R"({{"rules":{},"record_sha256":"{}","result_sha256":"{}","record":)", rules,
                    sha256(asked), sha256(result));
  to += asked;
  to += R"(,"result":)";
  to += result;
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    to += i == 0 ? R"(,"left_out":[)" : ",";
    to += json(left_out[i]);
  }
  to += left_out.empty() ? "}\n" : "]}\n";
}

std::optional<AnswerLine> read_answer(std::string_view line) {
  AnswerLine found;
  Scanner scanner(line);
  const bool whole = scanner.is(R"({"rules":)") && scanner.number(found.rules) &&
                     scanner.is(R"(,"record_sha256":")") && scanner.sha256(found.record_sha256) &&
                     scanner.is(R"(","result_sha256":")") && scanner.sha256(found.result_sha256) &&
                     scanner.is(R"(","record":)") && scanner.value(found.record) &&
                     scanner.is(R"(,"result":)") && scanner.value(found.result) &&
                     (!scanner.is(R"(,"left_out":)") || scanner.value(found.left_out)) &&
                     scanner.is("}\n") && scanner.at_end();
  if (!whole) return std::nullopt;
  return found;
}

std::string end_line(const End& end, const Sha256& before) {
  std::string line = fmt::format(R"({{"end":{{"answers":{},"rejected":{},"time":{})", end.answers,
                                 end.rejected, json(end.time));
  Sha256 whole = before.copy();
  whole.add(line);
  return line + fmt::format(R"(,"sha256":"{}"}}}})", whole.text()) + '\n';
}

std::optional<SealedEnd> read_end(std::string_view line) {
  SealedEnd found;
  std::string_view time;
  Scanner scanner(line);
  bool whole = scanner.is(R"({"end":{"answers":)") && scanner.number(found.end.answers) &&
               scanner.is(R"(,"rejected":)") && scanner.number(found.end.rejected) &&
               scanner.is(R"(,"time":")") && scanner.text(time) && scanner.is("\"");
  if (!whole) return std::nullopt;
  found.sealed = line.substr(0, scanner.at());
  found.end.time = time;
  whole = scanner.is(R"(,"sha256":")") && scanner.sha256(found.sha256) && scanner.is("\"}}\n") &&
          scanner.at_end();
  if (!whole) return std::nullopt;
  return found;
}

}  // namespace bedside::receipts
