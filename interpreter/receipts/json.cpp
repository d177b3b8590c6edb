// Takes text; gives where a JSON value in it ends.
#include "interpreter/receipts/json.hpp"

#include "interpreter/cohort/results.hpp"
#include "interpreter/records/json_end.hpp"

namespace bedside::receipts {

std::optional<std::size_t> value_end(std::string_view text, std::size_t begin) {
  return records::json_end(text, begin, deepest);
}

std::string json(std::string_view text) {
  std::string result;
  cohort::add_json(text, result);
  return result;
}

}  // namespace bedside::receipts
