// Takes a record and the space of all patients; gives where the record lies there.
#include "tests/agree/cells.hpp"

namespace bedside::agree {

std::optional<Cells> cells_of(const proofs::Space& space, const evaluate::Record& record,
                              const evaluate::Evaluation& evaluation) {
  Cells cells;
  for (const proofs::Variable& variable : space.variables) {
    std::optional<std::uint32_t> found;
    const auto see = [&](bool lacks, const meaning::Range& range, const meaning::Values& values) {
      if (lacks) found = variable.width() - 1;
      for (std::uint32_t i = 0; !lacks && i < variable.cells(); ++i) {
        const bool in = variable.is_number ? meaning::within(range, variable.ranges[i])
                                           : values.within(variable.values[0][i]);
        if (in) found = i;
      }
    };
    if (variable.is_finding()) {
      const evaluate::Possible& possible = record.at(*variable.finding[0]);
      see(!possible.recorded, possible.range, possible.values);
    } else {
      const auto& value = evaluation.quantities[variable.computed[0]->index];
      see(value.undefined, value.range, {});
      if (!found) found = 0;
    }
    if (!found) return std::nullopt;
    cells.push_back(*found);
  }
  return cells;
}

bool lies_in(const Cells& cells, const proofs::Box& box) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!box[i][cells[i]]) return false;
  }
  return true;
}

bool lies_in(const Cells& cells, const proofs::Diagrams& diagrams, proofs::Node set) {
  while (!diagrams.is_leaf(set)) {
    const std::uint32_t variable = diagrams.variable(set);
    set = diagrams.child(set, variable, static_cast<std::uint32_t>(cells[variable]));
  }
  return diagrams.value(set) == static_cast<proofs::Leaf>(meaning::Truth::yes);
}

}  // namespace bedside::agree
