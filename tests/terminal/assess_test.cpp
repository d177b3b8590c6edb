// Takes patients that come slowly; tests what a person sees in a terminal meanwhile.
#include "tests/catch.hpp"
#include "tests/terminal/terminal.hpp"

namespace bedside::terminal {

namespace {

// One patient each fifth of a second, some of them not readable.
std::string slowly(const std::string& flags) {
  return "{ echo id,pain; for i in 1 2 3 4 5 6 7 8; do echo p$i,yes; sleep 0.2; done; echo "
         "x,maybe; "
         "} | " +
         bedside() + " assess --findings - --findings-format csv " + flags + "; echo the end";
}

}  // namespace

TEST_CASE("a long run tells how far it is, and leaves nothing behind") {
  Terminal person({"/bin/bash", "-c", slowly("--output out.csv")});
  person.expect("rows, ");
  person.expect(" a second");
  person.expect("standard input:10:3: rejected (id x)");
  person.expect("8 assessed, 1 rejected");
  person.expect("the end");
  CHECK(person.wait_for_end() == 0);
}

TEST_CASE("nobody is told who asked for quiet, or sees the rows themselves") {
  for (const char* const flags : {"--output out.csv --quiet", "--output out.csv --plain", ""}) {
    Terminal person({"/bin/bash", "-c", slowly(flags)});
    person.expect("the end");
    CHECK(person.wait_for_end() == 0);
    CHECK(person.seen().find(" a second") == std::string::npos);
  }
}

}  // namespace bedside::terminal
