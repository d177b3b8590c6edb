// Takes what libFuzzer makes up; gives it to the target that this program is compiled for.
#include <cstdint>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bedside::fuzz::BEDSIDE_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
