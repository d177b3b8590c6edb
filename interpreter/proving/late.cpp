// Takes the names of a library and of a function in it; gives the function, from where the system
// has it.
#include "interpreter/proving/late.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <stdexcept>

namespace bedside::proving {

void* late_address(const char* library, const char* function) {
  // It stays loaded to the end; the system counts how often it was asked for.
  void* const loaded = ::dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (loaded == nullptr) {
    throw std::runtime_error(
        fmt::format("the library {} cannot be loaded: {}", library, dlerror()));
  }
  void* const address = ::dlsym(loaded, function);
  if (address == nullptr) {
    throw std::runtime_error(fmt::format("the library {} has no {}", library, function));
  }
  return address;
}

}  // namespace bedside::proving
