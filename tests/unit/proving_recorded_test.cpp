// Takes rule sets that read whether something is recorded; gives where the checks over all patients
// take a number that is computed from it for known, or a rule for another.
#include <algorithm>
#include <string>

#include "interpreter/proving/all_patients.hpp"
#include "lang/meaning/load.hpp"
#include "tests/catch.hpp"

namespace bedside::proving {
namespace {

const std::string findings =
    "finding weight: number in kg from 1 to 300\n"
    "finding height: number in m from 0.5 to 2.5\n"
    "finding pain: yes or no\n"
    "define BMI in kg/m2: weight / (height * height)\n"
    "advice weigh: \"Weigh.\"\n"
    "advice see: \"See.\"\n";

std::size_t count(text::Code code, const std::string& rules) {
  const auto loaded = meaning::load({{"test.bedside", findings + rules}},
                                    [](const auto&) { return meaning::UsedFile{}; });
  REQUIRE(loaded.usable());
  const text::Messages messages = check_all_patients(loaded, {});
  return static_cast<std::size_t>(
      std::count_if(messages.begin(), messages.end(),
                    [&](const text::Message& message) { return message.code == code; }));
}

}  // namespace

TEST_CASE("a number computed from what is not recorded is not known") {
  const std::string any = "(BMI at least 30 or BMI below 30)";
  const std::string twice = "if weight is not recorded and " + any + " then advise weigh\n" +
                            "if " + any + " and weight is not recorded then advise weigh\n";
  CHECK(count(text::Code::duplicate, twice) == 0);
  CHECK(count(text::Code::never_matters, twice) == 0);
  // 300 / (2.5 * 2.5) is 48: of someone tall it is known that it is below 50.
  const std::string tall = "if weight is not recorded and BMI below 50 then advise weigh\n";
  CHECK(count(text::Code::never_fires, tall) == 0);
  CHECK(count(text::Code::undecided_check, tall) == 1);
}

TEST_CASE("a rule on what is recorded is no duplicate of one that is not") {
  const std::string rules =
      "if pain is recorded then advise see\n"
      "if pain or no pain then advise see\n";
  CHECK(count(text::Code::duplicate, rules) == 0);
  CHECK(count(text::Code::duplicate,
              rules + "if pain is absent or pain is present then advise see\n") == 1);
}

}  // namespace bedside::proving
