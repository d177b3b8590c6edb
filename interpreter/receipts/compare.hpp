// Takes two results of one patient as JSON; gives what differs, field by field.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bedside::receipts {

/// What one field said in the receipt and what it says now; "nothing" where it is not there.
struct Difference {
  std::vector<std::string> field;  ///< "assessments", "outlook", "value"
  std::string before;
  std::string now;
};

/// `other_rules`: both may come from other files, so that places do not count. Lists of rules are
/// compared rule by rule, their order only where nothing else differs.
std::vector<Difference> differences(std::string_view before, std::string_view now,
                                    bool other_rules);

}  // namespace bedside::receipts
