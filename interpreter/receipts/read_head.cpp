// Takes the first line of a receipt; gives the rule sets that it keeps, where all of it fits.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "interpreter/receipts/json.hpp"
#include "interpreter/receipts/receipt.hpp"

namespace bedside::receipts {

namespace {

using Json = nlohmann::json;

const std::string* text_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

bool take(const Json& object, const char* name, std::string& into) {
  const std::string* text = text_at(object, name);
  if (text == nullptr) return false;
  into = *text;
  return true;
}

const char* const not_first = "its first line is not one that bedside writes";

class HeadReader {
 public:
  NoHead problem;
  Head head;

  void read(const Json& json) {
    const auto forms = json.find("receipt");
    const auto rules = json.find("rules");
    if (forms == json.end() || !forms->is_number_unsigned()) return fail(not_first);
    if (forms->get<unsigned>() > form) {
      return fail(fmt::format("it is of form {}, and this bedside reads form {}; use a newer one",
                              forms->get<unsigned>(), form));
    }
    if (!take(json, "bedside", head.bedside) || rules == json.end() || !rules->is_array()) {
      return fail(not_first);
    }
    for (const Json& each : *rules) rule_set(each);
    if (head.rules.empty()) fail(not_first);
  }

 private:
  void fail(std::string why, bool damaged = false) {
    if (problem.why.empty()) problem = {std::move(why), damaged};
  }

  void rule_set(const Json& json) {
    KeptRules rules;
    const bool all = json.is_object() && take(json, "name", rules.name) &&
                     take(json, "guideline", rules.guideline) &&
                     take(json, "version", rules.version) &&
                     take(json, "fingerprint", rules.fingerprint);
    const auto files = all ? json.find("files") : json.end();
    if (!all || files == json.end() || !files->is_array()) return fail(not_first);
    for (const Json& each : *files) {
      meaning::InputFile file;
      std::string hash;
      const bool whole = each.is_object() && take(each, "path", file.path) &&
                         take(each, "sha256", hash) && take(each, "text", file.content);
      if (!whole) return fail(not_first);
      if (hash != sha256(file.content)) {
        fail(fmt::format("the text of the rule file `{}` does not fit its SHA-256", file.path),
             true);
      }
      rules.files.push_back(std::move(file));
    }
    head.rules.push_back(std::move(rules));
  }
};

}  // namespace

std::variant<Head, NoHead> read_head(std::string_view line) {
  HeadReader reader;
  try {
    const std::string_view object = line.substr(0, line.find_last_not_of('\n') + 1);
    if (value_end(object, 0) != object.size()) return NoHead{not_first};
    reader.read(Json::parse(object));
  } catch (const Json::exception&) {
    return NoHead{not_first};
  }
  if (!reader.problem.why.empty()) return std::move(reader.problem);
  // What could be read in two ways, or hides something, is not what was written.
  if (head_line(reader.head) != line) return NoHead{not_first, true};
  return std::move(reader.head);
}

}  // namespace bedside::receipts
