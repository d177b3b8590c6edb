// Takes proofs, and what would bring or change a result; gives them as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "interpreter/commands/why.hpp"

namespace bedside::commands {

/// One part of a proof, with those that it rests on in `parts`.
nlohmann::ordered_json proof_json(const explain::Proof& proof);
nlohmann::ordered_json why_not_json(const explain::WhyNot& why_not);
nlohmann::ordered_json what_if_json(const explain::WhatIf& what_if);

}  // namespace bedside::commands
