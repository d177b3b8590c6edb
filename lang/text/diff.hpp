// Takes a text before and after a change; gives the change as a unified diff.
#pragma once

#include <string>
#include <string_view>

namespace bedside::text {

/// The change in the form that `git apply` and `patch -p1` read: `a/PATH` and `b/PATH`, three
/// lines of context. Empty where nothing changes.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace bedside::text
