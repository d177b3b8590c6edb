// Takes one part of a statement; gives what the grammar saw in it, or where it stopped.
#include "lang/syntax/grammar.hpp"

#include <tao/pegtl/contrib/limit_depth.hpp>

#include "lang/syntax/errors.hpp"
#include "lang/syntax/raw.hpp"

namespace bedside::syntax {

namespace g = grammar;
namespace pegtl = tao::pegtl;

namespace {

// Brackets inside brackets: more than anybody can read, and little enough for any stack.
constexpr std::size_t deepest = 100;

// a table:
// clang-format off
template <class Rule> inline constexpr Raw kind_of = Raw::root;
template <> inline constexpr Raw kind_of<g::chunk> = Raw::chunk;
template <> inline constexpr Raw kind_of<g::quoted> = Raw::quoted;
template <> inline constexpr Raw kind_of<g::operator_sign> = Raw::operator_sign;
template <> inline constexpr Raw kind_of<g::no_chunk> = Raw::chunk;
template <> inline constexpr Raw kind_of<g::no_value> = Raw::run;
template <> inline constexpr Raw kind_of<g::run> = Raw::run;
template <> inline constexpr Raw kind_of<g::arguments> = Raw::arguments;
template <> inline constexpr Raw kind_of<g::primary> = Raw::primary;
template <> inline constexpr Raw kind_of<g::bracket> = Raw::bracket;
template <> inline constexpr Raw kind_of<g::one_of> = Raw::one_of;
template <> inline constexpr Raw kind_of<g::any_of> = Raw::any_of;
template <> inline constexpr Raw kind_of<g::all_of> = Raw::all_of;
template <> inline constexpr Raw kind_of<g::none_of> = Raw::none_of;
template <> inline constexpr Raw kind_of<g::counted_least> = Raw::counted_least;
template <> inline constexpr Raw kind_of<g::counted_most> = Raw::counted_most;
template <> inline constexpr Raw kind_of<g::counted_exactly> = Raw::counted_exactly;
template <> inline constexpr Raw kind_of<g::sum> = Raw::sum;
template <> inline constexpr Raw kind_of<g::negation> = Raw::negation;
template <> inline constexpr Raw kind_of<g::word_is> = Raw::word_is;
template <> inline constexpr Raw kind_of<g::word_not> = Raw::word_not;
template <> inline constexpr Raw kind_of<g::at_least> = Raw::at_least;
template <> inline constexpr Raw kind_of<g::at_most> = Raw::at_most;
template <> inline constexpr Raw kind_of<g::more_than> = Raw::more_than;
template <> inline constexpr Raw kind_of<g::less_than> = Raw::less_than;
template <> inline constexpr Raw kind_of<g::exactly> = Raw::exactly;
template <> inline constexpr Raw kind_of<g::between> = Raw::between;
template <> inline constexpr Raw kind_of<g::tail> = Raw::tail;
template <> inline constexpr Raw kind_of<g::clause> = Raw::clause;
template <> inline constexpr Raw kind_of<g::word_and> = Raw::word_and;
template <> inline constexpr Raw kind_of<g::word_or> = Raw::word_or;
template <> inline constexpr Raw kind_of<g::chain> = Raw::chain;
template <> inline constexpr Raw kind_of<g::list> = Raw::list;
template <> inline constexpr Raw kind_of<g::unless> = Raw::unless;
template <> inline constexpr Raw kind_of<g::implies> = Raw::implies;
template <> inline constexpr Raw kind_of<g::because> = Raw::because;
template <> inline constexpr Raw kind_of<g::citation> = Raw::citation;
template <> inline constexpr Raw kind_of<g::cites> = Raw::cites;
template <> inline constexpr Raw kind_of<g::overrides> = Raw::overrides;
template <> inline constexpr Raw kind_of<g::name> = Raw::name;
template <> inline constexpr Raw kind_of<g::value_name> = Raw::name;
template <> inline constexpr Raw kind_of<g::rule_name> = Raw::name;
template <> inline constexpr Raw kind_of<g::yes_no> = Raw::yes_no;
template <> inline constexpr Raw kind_of<g::whole> = Raw::whole;
template <> inline constexpr Raw kind_of<g::number_unit> = Raw::number_unit;
template <> inline constexpr Raw kind_of<g::number_from> = Raw::number_from;
template <> inline constexpr Raw kind_of<g::number_to> = Raw::number_to;
template <> inline constexpr Raw kind_of<g::number_by> = Raw::number_by;
template <> inline constexpr Raw kind_of<g::number_type> = Raw::number_type;
template <> inline constexpr Raw kind_of<g::separator> = Raw::separator;
template <> inline constexpr Raw kind_of<g::value_list> = Raw::value_list;
template <> inline constexpr Raw kind_of<g::band_result> = Raw::band_result;
template <> inline constexpr Raw kind_of<g::band> = Raw::band;
template <> inline constexpr Raw kind_of<g::dash> = Raw::dash;
template <> inline constexpr Raw kind_of<g::then> = Raw::then;
template <> inline constexpr Raw kind_of<g::cell> = Raw::cell;
// clang-format on

template <class Rule>
inline constexpr bool selected = kind_of<Rule> != Raw::root;

// Whether a rule leaves a node, or may have rules inside that do (so many levels down that the
// answer is yes for all of the grammar but its letters and words).
template <unsigned Levels, class Rule>
inline constexpr bool leaves = true;
template <unsigned Levels, class Subs>
inline constexpr bool some_leave = false;
template <unsigned Levels, class... Rules>
inline constexpr bool some_leave<Levels, pegtl::type_list<Rules...>> = (leaves<Levels, Rules> ||
                                                                        ...);
template <unsigned Levels, class Rule>
requires(Levels > 0) inline constexpr bool leaves<Levels, Rule> =
    selected<Rule> || some_leave<Levels - 1, typename Rule::subs_t>;

// Every `must` of the grammar that fails ends here, with the words of errors.hpp.
struct Stopped {
  Stop stop;
};

// Nodes in the order in which they are complete, inner ones first. What is left behind when the
// parser goes back is cut off again, so that nothing has to be undone.
struct Flat {
  Raw kind = Raw::root;
  const char* begin = nullptr;
  const char* end = nullptr;
  std::size_t first = 0;  // the first node inside it
};
using Recorded = std::vector<Flat>;

const char* without_blanks(const char* begin, const char* end) {
  while (end > begin && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r' || end[-1] == '\n')) {
    --end;
  }
  return end;
}

template <class Rule>
struct control : pegtl::normal<Rule> {
  static constexpr bool enable = false;

  // Looking ahead (`apply_mode::nothing`) leaves nothing.
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input>
  [[nodiscard]] static bool match(Input& in, Recorded& nodes) {
    constexpr auto go = [](auto& at, Recorded& to) {
      return pegtl::normal<Rule>::template match<A, M, Action, Control>(at, to);
    };
    if constexpr (A == pegtl::apply_mode::nothing || !leaves<4, Rule>) {
      return go(in, nodes);
    } else {
      const std::size_t first = nodes.size();
      const char* const begin = in.current();
      const bool matched = go(in, nodes);
      if (!matched) {
        if (nodes.size() != first) nodes.resize(first);
      } else if constexpr (selected<Rule>) {
        nodes.push_back({kind_of<Rule>, begin, without_blanks(begin, in.current()), first});
      }
      return matched;
    }
  }
  template <class Input>
  [[noreturn]] static void raise(const Input& in, Recorded& /*nodes*/) {
    constexpr g::Expected wanted = g::expected<Rule>;
    throw Stopped{{wanted.code, wanted.words, static_cast<std::size_t>(in.current() - in.begin())}};
  }
};

template <class Rule>
struct action : pegtl::nothing<Rule> {};

struct limit_brackets : pegtl::maybe_nothing {
  template <class Rule, pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action,
            template <class...> class Control, class Input, class... States>
  [[nodiscard]] static bool match(Input& in, States&&... states) {
    const pegtl::internal::depth_guard guard(in.private_depth);
    if (in.private_depth > deepest) {
      throw Stopped{{text::Code::too_deep, "fewer brackets inside each other",
                     static_cast<std::size_t>(in.current() - in.begin())}};
    }
    return pegtl::match<Rule, A, M, Action, Control>(in, states...);
  }
};

template <>
struct action<g::chain> : limit_brackets {};

// Puts the nodes from `first` up to `last` into the tree, each with those inside it; `used` nodes
// are there already.
RawNodes put(const Recorded& nodes, std::size_t first, std::size_t last, std::vector<RawNode>& tree,
             std::size_t& used) {
  const std::size_t begin = used;
  for (std::size_t at = last; at > first; at = nodes[at - 1].first) ++used;
  const RawNodes siblings{tree.data() + begin, used - begin};
  for (std::size_t i = begin + siblings.size(); i > begin; --i) {
    const Flat& node = nodes[last - 1];
    tree[i - 1] = {node.kind, node.begin, node.end, put(nodes, node.first, last - 1, tree, used)};
    last = node.first;
  }
  return siblings;
}

RawTree tree_of(std::string_view text, const Recorded& nodes) {
  RawTree tree;
  tree.begin = text.data();
  tree.end = text.data() + text.size();
  tree.inner.resize(nodes.size());
  std::size_t used = 0;
  tree.children = put(nodes, 0, nodes.size(), tree.inner, used);
  return tree;
}

template <class Rule>
RawResult read(std::string_view text) {
  pegtl::memory_input<pegtl::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  Recorded nodes;
  nodes.reserve(64);
  try {
    if (pegtl::parse<Rule, action, control>(in, nodes)) {
      return tree_of(text, nodes);
    }
  } catch (const Stopped& stopped) {
    return stopped.stop;
  }
  return Stop{text::Code::unexpected_text, "another beginning", 0};
}

}  // namespace

RawResult read_part(Part part, std::string_view text) {
  switch (part) {
    case Part::guideline:
    case Part::use:
    case Part::table:
    case Part::example:
    case Part::examples:
    case Part::ask:
      return read<g::text_part>(text);
    case Part::version:
      return read<g::version_part>(text);
    case Part::applies:
      return read<g::applies_part>(text);
    case Part::source:
    case Part::score:
      return read<g::name_part>(text);
    case Part::field:
      return read<g::field_part>(text);
    case Part::statement:
      return read<g::quoted_field>(text);
    case Part::finding:
      return read<g::finding_part>(text);
    case Part::also:
      return read<g::also_part>(text);
    case Part::code:
      return read<g::code_part>(text);
    case Part::define:
      return read<g::define_part>(text);
    case Part::by_list:
      return read<g::by_part>(text);
    case Part::points:
      return read<g::points_part>(text);
    case Part::add:
      return read<g::add_part>(text);
    case Part::assessment:
      return read<g::assessment_part>(text);
    case Part::advice:
      return read<g::advice_part>(text);
    case Part::rule:
      return read<g::rule_part>(text);
    case Part::otherwise:
      return read<g::otherwise_part>(text);
    case Part::claim:
      return read<g::claim_part>(text);
    case Part::claim_body:
      return read<g::claim_alone>(text);
    case Part::given:
    case Part::expect:
      return read<g::facts_part>(text);
    case Part::row:
      return read<g::row>(text);
    case Part::closing:
      return read<g::only_closing>(text);
  }
  return Stop{};
}

}  // namespace bedside::syntax
