// Takes a case that fails a property; gives a smaller one that still does, and its text.
#pragma once

#include <string>

#include "tests/agree/properties.hpp"

namespace bedside::agree {

/// A random case; the same seed gives the same one everywhere.
Case random_case(std::uint64_t seed, const Taste& taste);

/// Leaves out rules, parts of conditions, band lists, facts, as long as the property still fails.
Case shrink(const Engine& engine, const Property& property, Case failing);

/// Seed, rules, record and complaint, to be read by a person.
std::string report(const Engine& engine, const Property& property, const Case& failing);

/// Tries `count` cases; the report of the first that fails, shrunk, or an empty text.
std::string first_failure(const Engine& engine, const Property& property, const Taste& taste,
                          std::uint64_t seed, std::size_t count);

/// BEDSIDE_AGREE_CASES and BEDSIDE_AGREE_SEED, or what stands for them. A file that is named by
/// BEDSIDE_AGREE_COUNTS gets a line with how many cases were wanted.
std::size_t wanted_cases(std::size_t usual);
std::uint64_t wanted_seed();

}  // namespace bedside::agree
