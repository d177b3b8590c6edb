// Takes rule text of any kind; where it can be read, holds its formatted twin to the original.
#include "lang/format/format.hpp"

#include "lang/format/verify.hpp"
#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/try.hpp"

namespace bedside::fuzz {

void format(std::string_view bytes) {
  const meaning::InputFile file{"x.bedside", std::string(bytes)};
  const text::Source source(file.path, file.content);
  const auto parsed = syntax::parse(source, 0);
  if (text::has_errors(parsed.messages)) return;
  const auto once = format::format(parsed, source);
  // `verify` reads, compares and formats it again; names of rules by their line are the text's own
  // doing.
  const auto fault = format::verify(file, once, other_files(bytes));
  hold(!fault || fault->of_file, fault ? fault->text : "");
}

}  // namespace bedside::fuzz
