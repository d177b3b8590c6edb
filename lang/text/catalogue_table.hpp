// The catalogue of messages, a line each: included by catalogue.hpp and catalogue.cpp, which say
// what BEDSIDE_CODE(code, name, severity, about) makes of a line. No include guard, on purpose.
// a table:
// clang-format off

// Text
BEDSIDE_CODE(unreadable_text,    "unreadable-text",    error, "the file is not UTF-8 text")
BEDSIDE_CODE(odd_character,      "odd-character",      error, "a character that looks like another, cannot be seen, or turns the text around")
BEDSIDE_CODE(no_such_file,       "no-such-file",       error, "a file that is used cannot be read")
BEDSIDE_CODE(too_large,          "too-large",          error, "a file, name, number or list is larger than Bedside takes")
BEDSIDE_CODE(too_deep,           "too-deep",           error, "brackets or definitions inside each other go deeper than Bedside takes")

// Statements and their parts
BEDSIDE_CODE(unknown_statement,  "unknown-statement",  error, "a line in the first column does not begin a statement")
BEDSIDE_CODE(unknown_part,       "unknown-part",       error, "an indented line does not belong to its statement")
BEDSIDE_CODE(unexpected_text,    "unexpected-text",    error, "something stands where the statement should be over")
BEDSIDE_CODE(unclosed_quote,     "unclosed-quote",     error, "a text in quotes has no closing quote on its line")
BEDSIDE_CODE(bad_escape,         "bad-escape",         error, "a backslash in a text is followed by neither a quote nor a backslash")
BEDSIDE_CODE(decimal_comma,      "decimal-comma",      error, "a number is written with a decimal comma")
BEDSIDE_CODE(missing_parenthesis,"missing-parenthesis",error, "a parenthesis is not opened or not closed")
BEDSIDE_CODE(missing_condition,  "missing-condition",  error, "a condition is missing")
BEDSIDE_CODE(missing_value,      "missing-value",      error, "a number or value is missing")
BEDSIDE_CODE(missing_text,       "missing-text",       error, "a text in quotes is missing")
BEDSIDE_CODE(missing_name,       "missing-name",       error, "a name is missing")
BEDSIDE_CODE(missing_colon,      "missing-colon",      error, "a colon is missing")
BEDSIDE_CODE(missing_type,       "missing-type",       error, "a finding or assessment does not say which values it has")
BEDSIDE_CODE(missing_band,       "missing-band",       error, "a band, or what it gives, is missing")
BEDSIDE_CODE(missing_bar,        "missing-bar",        error, "a row of a table is not closed by `|`")
BEDSIDE_CODE(missing_then,       "missing-then",       error, "a rule has no `then`")
BEDSIDE_CODE(missing_if,         "missing-if",         error, "a rule has no `if`")
BEDSIDE_CODE(missing_outcome,    "missing-outcome",    error, "a rule does not say what follows")
BEDSIDE_CODE(comma_for_and,      "comma-for-and",      error, "a comma stands between two conditions of a rule")
BEDSIDE_CODE(repeated_part,      "repeated-part",      error, "a line stands twice in one statement")
BEDSIDE_CODE(wrong_cells,        "wrong-cells",        error, "a row has more or fewer cells than its heading")
BEDSIDE_CODE(empty_condition,    "empty-condition",    error, "a condition's cell is empty")
BEDSIDE_CODE(empty_statement,    "empty-statement",    error, "a statement says nothing: no items, no rows, nothing given or expected")

// Names
BEDSIDE_CODE(bad_name,           "bad-name",           error, "a name has a reserved word or a mark in it and no quotes around it")
BEDSIDE_CODE(unknown_name,       "unknown-name",       error, "nothing of this name is declared")
BEDSIDE_CODE(unknown_value,      "unknown-value",      error, "the finding or assessment has no such value")
BEDSIDE_CODE(duplicate_name,     "duplicate-name",     error, "two things have the same name")
BEDSIDE_CODE(two_guidelines,     "two-guidelines",     error, "one rule set has two `guideline` statements")
BEDSIDE_CODE(two_readings,       "two-readings",       error, "words can be read as two different names")
BEDSIDE_CODE(unknown_citation,   "unknown-citation",   error, "the source, or its statement, is not declared")
BEDSIDE_CODE(use_circle,         "use-circle",         error, "files use each other in a circle")
BEDSIDE_CODE(circle,             "circle",             error, "definitions, scores or rules build on each other in a circle")
BEDSIDE_CODE(override_circle,    "override-circle",    error, "rules override each other in a circle")

// Kinds, values, numbers and units
BEDSIDE_CODE(not_a_condition,    "not-a-condition",    error, "a number or text stands where a condition is expected")
BEDSIDE_CODE(not_a_number,       "not-a-number",       error, "something else stands where a number is expected")
BEDSIDE_CODE(wrong_kind,         "wrong-kind",         error, "what is said does not fit the kind of finding, score or assessment")
BEDSIDE_CODE(no_for_list,        "no-for-list",        error, "`no` stands before a finding that has more values than yes and no")
BEDSIDE_CODE(missing_subject,    "missing-subject",    error, "a comparison does not say what is compared")
BEDSIDE_CODE(missing_and,        "missing-and",        error, "two conditions stand beside each other without `and` or `or`")
BEDSIDE_CODE(unknown_unit,       "unknown-unit",       error, "the unit is not known")
BEDSIDE_CODE(wrong_unit,         "wrong-unit",         error, "the unit measures something else")
BEDSIDE_CODE(outside_domain,     "outside-domain",     error, "a value is outside the range or off the step of its finding")
BEDSIDE_CODE(bad_range,          "bad-range",          error, "a range, step or count cannot be")
BEDSIDE_CODE(mixed_separators,   "mixed-separators",   error, "a list of values mixes `<` with other separators")
BEDSIDE_CODE(band_gap,           "band-gap",           error, "no band takes some value")
BEDSIDE_CODE(band_overlap,       "band-overlap",       error, "two bands take the same value")
BEDSIDE_CODE(two_otherwise,      "two-otherwise",      error, "an assessment has two last resorts")
BEDSIDE_CODE(otherwise_outcome,  "otherwise-outcome",  error, "`otherwise` does not name one level of one assessment")
BEDSIDE_CODE(recorded_concludes, "recorded-concludes", error, "an outcome depends on whether something was recorded")

// Two readings
BEDSIDE_CODE(mixed_and_or,       "mixed-and-or",       error, "`and` and `or` stand side by side without parentheses")
BEDSIDE_CODE(no_before_two,      "no-before-two",      error, "`no X or Y` can be read in two ways")
BEDSIDE_CODE(not_before_list,    "not-before-list",    error, "`not` before a list of values can be read in two ways")
BEDSIDE_CODE(value_or_finding,   "value-or-finding",   error, "after `or`, a word is both a value and a finding")
BEDSIDE_CODE(joined_items,       "joined-items",       error, "items of a list are joined by `and` or `or`")
BEDSIDE_CODE(split_comparison,   "split-comparison",   error, "a second comparison has no subject of its own")

// Facts and examples
BEDSIDE_CODE(not_a_fact,         "not-a-fact",         error, "what is given is not about one finding, or does not settle or narrow it")
BEDSIDE_CODE(contradiction,      "contradiction",      error, "what is given cannot all be true")
BEDSIDE_CODE(bad_expectation,    "bad-expectation",    error, "an example expects something that is no outcome")

// Checks
BEDSIDE_CODE(example_fails,      "example-fails",      error, "an example expects something else than what the rules give")
BEDSIDE_CODE(wide_score,         "wide-score",         warning, "a score's ends had to be bounded item by item")
// clang-format on
