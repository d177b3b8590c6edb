// Takes a set of patients; gives it in the words of the language, as few and short regions as can
// be found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/proving/patients.hpp"
#include "interpreter/proving/symbolic.hpp"
#include "lang/text/source.hpp"

namespace bedside::proving {

struct Region {
  std::string words;  ///< "lesion size above 139 to below 140 mm, no pain"
  proofs::Box box;    ///< whole where the words are about a score
  Node patients = 0;  ///< who is meant by the words
  /// Of a region by a score: the patients with the totals right beside it.
  std::optional<Node> beside = std::nullopt;
};

struct Regions {
  std::vector<Region> list;
  bool more = false;  ///< there are patients outside these
};

/// Boxes that cover the set, each as large as it can be; or, where that is shorter, values of a
/// score. `within`: only these patients are meant, so that a region may say nothing of what they
/// all have; `set` lies in it. A region that nobody can be in, because of what is computed, is left
/// out.
Regions regions_of(Symbolic& symbolic, Patients& patients, const text::Sources& sources, Node set,
                   Node within, std::size_t most = 12);

/// The same of patients of several rule sets: `sources` by rule set; the words are those of
/// `symbolic`'s, and another's only of what it does not know.
using SourcesByRuleSet = std::vector<const text::Sources*>;
Regions regions_of(Symbolic& symbolic, Patients& patients, const SourcesByRuleSet& sources,
                   Node set, Node within, std::size_t most = 12);

/// A box as a region, without the cells in which nobody of the set can be.
Region region_of(Symbolic& symbolic, Patients& patients, const SourcesByRuleSet& sources, Node set,
                 const proofs::Box& box);

/// The words of one box; "any patient" where it says nothing.
std::string in_words(Symbolic& symbolic, const SourcesByRuleSet& sources, const proofs::Box& box);

/// All regions in one line, with `; or` between them.
std::string in_words(const Regions& regions);

}  // namespace bedside::proving
