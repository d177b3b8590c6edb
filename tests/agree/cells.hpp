// Takes a record and the space of all patients; gives where the record lies there.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "interpreter/evaluate/evaluation.hpp"
#include "lang/proofs/logic.hpp"
#include "lang/proofs/space.hpp"

namespace bedside::agree {

/// One cell for each variable of the space.
using Cells = std::vector<std::uint32_t>;

/// Where a computed number could lie in several cells, the first of them all. The space is of one
/// rule set; nothing where the record is none of its patients.
std::optional<Cells> cells_of(const proofs::Space& space, const evaluate::Record& record,
                              const evaluate::Evaluation& evaluation);

bool lies_in(const Cells& cells, const proofs::Box& box);
bool lies_in(const Cells& cells, const proofs::Diagrams& diagrams, proofs::Node set);

}  // namespace bedside::agree
