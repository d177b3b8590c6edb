// Takes the parts of one statement as the grammar saw them; gives the statement.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "lang/syntax/nodes.hpp"
#include "lang/syntax/split.hpp"
#include "lang/syntax/tree.hpp"
#include "lang/text/message.hpp"

namespace bedside::syntax {

struct RawPart {
  const PartText* text = nullptr;
  RawTree root;
};

struct Built {
  std::optional<Statement> statement;
  text::Messages messages;
};

/// `parts` are those that could be read, the head first; `text` is the scanned text of the file.
Built build(const StatementText& statement, const std::vector<RawPart>& parts,
            std::string_view text, Tree& tree);

}  // namespace bedside::syntax
