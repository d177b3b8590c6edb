// Takes a seed; gives a random small model and random records for it.
#pragma once

#include "tests/agree/draw.hpp"
#include "tests/agree/model.hpp"

namespace bedside::agree {

/// What a model may be made of; a test of one property alone leaves the rest out.
struct Taste {
  std::size_t max_patients = 5000;
  std::size_t max_rules = 8;
  bool scores = true;
  bool computed = true;     ///< numbers computed from findings
  bool chained = true;      ///< conditions on assessments
  bool recorded = true;
  bool applies = true;
  bool overrides = true;
};

Model random_model(Draw& draw, const Taste& taste);

/// The same for a model that has its findings, assessments and advice already, and nothing else.
Model random_rules(Draw& draw, const Taste& taste, Model model);

/// A condition over findings (and definitions, numbers, scores, assessments before `layer`).
Condition random_condition(Draw& draw, const Model& model, const Taste& taste, std::size_t layer,
                           std::size_t depth, bool recorded);

/// A sum, product … of plain findings; there must be one (`is_plain`).
Number random_number(Draw& draw, const Model& model);

/// Each finding recorded, open or narrowed.
Record random_record(Draw& draw, const Model& model);

/// The record with nothing in it.
Record open_record(const Model& model);

/// The same record, with one finding that was open or narrowed settled or narrowed further.
/// `of` is the patient that stays possible. Nothing where every finding is settled.
std::optional<Record> one_more(Draw& draw, const Model& model, const Record& record,
                               const Patient& of);

/// The record that says exactly this patient.
Record complete_record(const Model& model, const Patient& patient);

}  // namespace bedside::agree
