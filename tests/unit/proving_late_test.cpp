// Takes names of libraries and functions; gives whether what is missing is said by its name.
#include "interpreter/proving/late.hpp"

#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

namespace bedside::proving {

namespace {

std::string why_not(const char* library, const char* function) {
  try {
    late_address(library, function);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a library or a function that is not there is named") {
  CHECK(why_not("libc.so.6", "strlen").empty());
  CHECK(why_not("libno-such-thing.so.7", "strlen").find("libno-such-thing.so.7") !=
        std::string::npos);
  CHECK(why_not("libc.so.6", "no_such_function") ==
        "the library libc.so.6 has no no_such_function");
}

}  // namespace bedside::proving
