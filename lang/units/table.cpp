// Takes nothing; gives the tables of units, prefixes and words that this folder knows.
//
// Codes and values are those of The Unified Code for Units of Measure (https://ucum.org,
// ucum-essence.xml, versions 1.9 to 2.1), chosen for clinical work. It differs from UCUM in this:
// - mol is a dimension of its own, not a number, so that mmol/L and 10*9/L cannot be confused;
// - the arbitrary units and [pH] are dimensions of their own, as UCUM says of arbitrary units;
// - left out are units that clinical work has no use for, above all those whose spelling is likely
//   a slip: H (pH would be a picohenry), st (stones would be steres), b, B, G, ar, pc, AU;
// - t takes no prefixes: ft would be a femtotonne, pt a picotonne.
#include "lang/units/table.hpp"

#include <array>
#include <iterator>

namespace bedside::units {

namespace {

/// One unit: its value in units of earlier lines. `takes_prefixes` is UCUM's isMetric.
struct Line {
  std::string_view code;
  bool takes_prefixes;
  std::string_view value;
  std::string_view in;
};

/// The base units; their place is that of their dimension. mol stands here by our own choice.
constexpr std::array<std::string_view, 8> base_units = {"m", "s", "g",  "rad",
                                                        "K", "C", "cd", "mol"};

/// Arbitrary units, each a dimension of its own: no conversion between them exists. The later ones
/// take their names from UCUM 1.9 and after.
struct Arbitrary {
  std::string_view code;
  bool takes_prefixes;
};
constexpr Arbitrary arbitrary_units[] = {
    {"[iU]", true},       {"[arb'U]", false},   {"[USP'U]", false},  {"[GPL'U]", false},
    {"[MPL'U]", false},   {"[APL'U]", false},   {"[beth'U]", false}, {"[anti'Xa'U]", false},
    {"[todd'U]", false},  {"[dye'U]", false},   {"[smgy'U]", false}, {"[bdsk'U]", false},
    {"[ka'U]", false},    {"[knk'U]", false},   {"[mclg'U]", false}, {"[tb'U]", false},
    {"[CCID_50]", false}, {"[TCID_50]", false}, {"[EID_50]", false}, {"[PFU]", false},
    {"[FFU]", false},     {"[CFU]", false},     {"[BAU]", false},    {"[AU]", false},
    {"[PNU]", false},     {"[Lf]", false},      {"[D'ag'U]", false}, {"[FEU]", false},
    {"[ELU]", false},     {"[EU]", false},      {"[IR]", false},     {"[Amb'a'1'U]", false},
    {"[pH]", false},      {"[hnsf'U]", false},  {"bit", true},
};
static_assert(base_units.size() + std::size(arbitrary_units) <= dimension_count);

constexpr std::string_view pi =
    "3.1415926535897932384626433832795028841971693993751058209749445923";

constexpr Line lines[] = {
    // Numbers.
    {"10*", false, "10", "1"},
    {"10^", false, "10", "1"},
    {"[pi]", false, pi, "1"},
    {"%", false, "0.01", "1"},
    {"[ppth]", false, "0.001", "1"},
    {"[ppm]", false, "0.000001", "1"},
    {"[ppb]", false, "0.000000001", "1"},
    {"[pptr]", false, "0.000000000001", "1"},
    {"[HPF]", false, "1", "1"},
    {"[LPF]", false, "100", "1"},
    // Time.
    {"min", false, "60", "s"},
    {"h", false, "60", "min"},
    {"d", false, "24", "h"},
    {"wk", false, "7", "d"},
    {"a_t", false, "365.24219", "d"},
    {"a_j", false, "365.25", "d"},
    {"a_g", false, "365.2425", "d"},
    {"a", false, "1", "a_j"},
    {"mo_s", false, "29.53059", "d"},
    {"mo_j", false, "1", "a_j/12"},
    {"mo_g", false, "1", "a_g/12"},
    {"mo", false, "1", "mo_j"},
    // The units of the SI with names of their own.
    {"sr", true, "1", "rad2"},
    {"Hz", true, "1", "s-1"},
    {"N", true, "1", "kg.m/s2"},
    {"Pa", true, "1", "N/m2"},
    {"J", true, "1", "N.m"},
    {"W", true, "1", "J/s"},
    {"A", true, "1", "C/s"},
    {"V", true, "1", "J/C"},
    {"F", true, "1", "C/V"},
    {"Ohm", true, "1", "V/A"},
    {"S", true, "1", "Ohm-1"},
    {"Wb", true, "1", "V.s"},
    {"T", true, "1", "Wb/m2"},
    {"lm", true, "1", "cd.sr"},
    {"lx", true, "1", "lm/m2"},
    {"Bq", true, "1", "s-1"},
    {"Gy", true, "1", "J/kg"},
    {"Sv", true, "1", "J/kg"},
    // Angles.
    {"deg", false, "2", "[pi].rad/360"},
    {"'", false, "1", "deg/60"},
    {"''", false, "1", "'/60"},
    {"circ", false, "2", "[pi].rad"},
    // Volume, mass, energy, pressure.
    {"l", true, "1", "dm3"},
    {"L", true, "1", "l"},
    {"t", false, "1000", "kg"},
    {"u", true, "1.6605402", "10*-24.g"},
    {"Da", true, "1", "u"},
    {"[e]", true, "1.60217733", "10*-19.C"},
    {"eV", true, "1", "[e].V"},
    {"[g]", true, "9.80665", "m/s2"},
    {"bar", true, "100000", "Pa"},
    {"atm", false, "101325", "Pa"},
    {"m[H2O]", true, "9.80665", "kPa"},
    {"m[Hg]", true, "133.322", "kPa"},
    {"dyn", true, "1", "g.cm/s2"},
    {"erg", true, "1", "dyn.cm"},
    {"P", true, "1", "dyn.s/cm2"},
    {"cal_th", true, "4.184", "J"},
    {"cal_IT", true, "4.1868", "J"},
    {"cal", true, "1", "cal_th"},
    {"[Cal]", false, "1", "kcal_th"},
    // Radiation.
    {"Ci", true, "37000000000", "Bq"},
    {"R", true, "0.000258", "C/kg"},
    {"RAD", true, "100", "erg/g"},
    {"REM", true, "1", "RAD"},
    // Chemistry and the laboratory. Equivalents and osmoles are moles to UCUM.
    {"eq", true, "1", "mol"},
    {"osm", true, "1", "mol"},
    {"kat", true, "1", "mol/s"},
    {"U", true, "1", "umol/min"},
    {"g%", true, "1", "g/dl"},
    {"[S]", false, "1", "10*-13.s"},
    // The clinic.
    {"[PRU]", false, "1", "mm[Hg].s/ml"},
    {"[diop]", false, "1", "/m"},
    {"[Ch]", false, "1", "mm/[pi]"},
    {"[drp]", false, "1", "ml/12"},
    {"[MET]", false, "3.5", "mL/min/kg"},
    // Inches, pounds and their like.
    {"[in_i]", false, "2.54", "cm"},
    {"[ft_i]", false, "12", "[in_i]"},
    {"[yd_i]", false, "3", "[ft_i]"},
    {"[mi_i]", false, "5280", "[ft_i]"},
    {"[in_i'H2O]", false, "1", "m[H2O].[in_i]/m"},
    {"[in_i'Hg]", false, "1", "m[Hg].[in_i]/m"},
    {"[gr]", false, "64.79891", "mg"},
    {"[lb_av]", false, "7000", "[gr]"},
    {"[oz_av]", false, "1", "[lb_av]/16"},
    {"[stone_av]", false, "14", "[lb_av]"},
    {"[foz_us]", false, "231", "[in_i]3/128"},
    {"[foz_br]", false, "4.54609", "l/160"},
    {"[tbs_us]", false, "1", "[foz_us]/2"},
    {"[tsp_us]", false, "1", "[tbs_us]/3"},
    {"[cup_us]", false, "16", "[tbs_us]"},
    {"[lbf_av]", false, "1", "[lb_av].[g]"},
};

/// Everyday words and the unit that each stands for. Only what can be read in one way: `oz` (mass
/// or volume), `units` (enzyme or insulin), `cc` and `ft` have a misspelling's message instead.
struct Word {
  std::string_view word;
  std::string_view unit;
  bool takes_prefixes = false;
};
constexpr Word words[] = {
    // Durations: UCUM's own mean ones, in full words and usual short forms.
    {"year", "a"},
    {"years", "a"},
    {"yr", "a"},
    {"yrs", "a"},
    {"month", "mo"},
    {"months", "mo"},
    {"week", "wk"},
    {"weeks", "wk"},
    {"wks", "wk"},
    {"day", "d"},
    {"days", "d"},
    {"hour", "h"},
    {"hours", "h"},
    {"hr", "h"},
    {"hrs", "h"},
    {"minute", "min"},
    {"minutes", "min"},
    {"mins", "min"},
    {"second", "s"},
    {"seconds", "s"},
    {"sec", "s"},
    {"secs", "s"},
    // Shares.
    {"percent", "%"},
    {"per-cent", "%"},
    {"per cent", "%"},
    // Pressures as charts print them.
    {"mmHg", "mm[Hg]"},
    {"cmH2O", "cm[H2O]"},
    {"inHg", "[in_i'Hg]"},
    // Counts within a rate: `breaths/min`. A count has no dimension; the annotation keeps its name.
    {"bpm", "/min"},
    {"breaths", "{breaths}"},
    {"breath", "{breath}"},
    {"beats", "{beats}"},
    {"beat", "{beat}"},
    {"cells", "{cells}"},
    {"cell", "{cell}"},
    {"copies", "{copies}"},
    {"points", "{points}"},
    {"point", "{point}"},
    {"times", "{times}"},
    {"HPF", "[HPF]"},
    // The micro sign is no part of the Latin letters: mcg is what safe-prescribing lists ask for.
    {"mcg", "ug"},
    // International units, equivalents and osmoles as laboratories print them: mIU/L, mEq/L.
    {"IU", "[iU]", true},
    {"[IU]", "[iU]", true},
    {"Eq", "eq", true},
    {"Osm", "osm", true},
    {"CFU", "[CFU]"},
    // Lengths and masses of the customary system that have one meaning in a clinic.
    {"inch", "[in_i]"},
    {"inches", "[in_i]"},
    {"foot", "[ft_i]"},
    {"feet", "[ft_i]"},
    {"lb", "[lb_av]"},
    {"lbs", "[lb_av]"},
    {"pound", "[lb_av]"},
    {"pounds", "[lb_av]"},
    {"stone", "[stone_av]"},
    {"stones", "[stone_av]"},
    // Plane angles.
    {"°", "deg"},
    {"degree", "deg"},
    {"degrees", "deg"},
    // Lenses.
    {"dpt", "[diop]"},
};

Unit read(std::string_view text, const Atoms& known) {
  auto result = read_unit(text, known);
  const Unit* unit = std::get_if<Unit>(&result);
  return unit ? *unit : Unit();  // a test reads every line again and would see this
}

/// A new dimension: the unit that all others of its kind are measured in.
void add_base(Atoms& known, std::string_view code, bool takes_prefixes, std::size_t place) {
  Atom atom;
  atom.terms = {{std::string(code), 1}};
  atom.dimension[place] = 1;
  atom.metric = takes_prefixes;
  known.emplace(code, std::move(atom));
}

/// °C and °F under all their spellings, as value * factor + shift in K (UCUM: Cel, degF).
void add_temperatures(Atoms& known) {
  Atom celsius = known.at("K");
  celsius.metric = false;  // UCUM would allow mCel; nobody means it
  celsius.terms = {{"Cel", 1}};
  celsius.shift = Number::ratio(27315, 100);
  for (const char* text : {"Cel", "°C", "℃", "ºC"}) known.emplace(text, celsius);
  Atom fahrenheit = celsius;
  fahrenheit.terms = {{"[degF]", 1}};
  fahrenheit.factor = Number::ratio(5, 9);
  fahrenheit.shift = Number::ratio(45967, 180);  // 459.67 * 5/9
  for (const char* text : {"[degF]", "°F", "℉", "ºF"}) known.emplace(text, fahrenheit);
}

Atoms work_out() {
  Atoms known;
  for (std::size_t i = 0; i < base_units.size(); ++i) add_base(known, base_units[i], true, i);
  for (std::size_t i = 0; i < std::size(arbitrary_units); ++i) {
    const Arbitrary& unit = arbitrary_units[i];
    add_base(known, unit.code, unit.takes_prefixes, base_units.size() + i);
  }
  for (const Line& line : lines) {
    const Unit unit = read(line.in, known);
    const Number value = Number::parse(line.value).value_or(Number());
    const std::string code(line.code == "10^" ? "10*" : line.code);
    known.emplace(
        line.code,
        Atom{{{code, 1}}, unit.dimension(), value * unit.factor(), {}, line.takes_prefixes});
  }
  add_temperatures(known);
  for (const Word& word : words) {
    const Unit unit = read(word.unit, known);
    known.emplace(word.word,
                  Atom{unit.terms(), unit.dimension(), unit.factor(), {}, word.takes_prefixes});
  }
  return known;
}

}  // namespace

const Atoms& atoms() {
  static const Atoms known = work_out();
  return known;
}

const std::vector<Prefix>& prefixes() {
  // UCUM's binary prefixes (Ki, Mi …) belong to bytes and are left out.
  static const std::vector<Prefix> list = {
      {"Y", 24},  {"Z", 21},  {"E", 18},  {"P", 15},  {"T", 12},  {"G", 9},  {"M", 6},
      {"k", 3},   {"h", 2},   {"d", -1},  {"c", -2},  {"m", -3},  {"u", -6}, {"n", -9},
      {"p", -12}, {"f", -15}, {"a", -18}, {"z", -21}, {"y", -24}, {"da", 1}};
  return list;
}

const std::vector<Misspelling>& misspellings() {
  static const std::vector<Misspelling> list = {
      {"celsius", "", {"°C"}},
      {"centigrade", "", {"°C"}},
      {"degc", "", {"°C"}},
      {"degrees celsius", "", {"°C"}},
      {"fahrenheit", "", {"°F"}},
      {"degrees fahrenheit", "", {"°F"}},
      {"kelvin", "", {"K"}},
      {"ph", "A pH has the unit [pH]; UCUM reads pH as a picohenry.", {"[pH]"}},
      {"cc", "Write a cubic centimetre as mL: cc is easily misread.", {"mL"}},
      {"ft", "Feet are [ft_i]; UCUM reads ft as a femtotonne.", {"[ft_i]"}},
      {"in", "", {"[in_i]", "cm"}},
      {"pt", "", {"[foz_us]", "mL"}},
      {"oz", "oz may be a mass or a volume.", {"[oz_av]", "[foz_us]"}},
      {"ounce", "An ounce may be a mass or a volume.", {"[oz_av]", "[foz_us]"}},
      {"ounces", "Ounces may be a mass or a volume.", {"[oz_av]", "[foz_us]"}},
      {"st", "", {"[stone_av]"}},
      {"units", "Units may be international units or units of enzyme activity.", {"[iU]", "U"}},
      {"unit", "A unit may be an international one or one of enzyme activity.", {"[iU]", "U"}},
      {"gm", "", {"g"}},
      {"gms", "", {"g"}},
      {"gram", "", {"g"}},
      {"grams", "", {"g"}},
      {"kilogram", "", {"kg"}},
      {"kilograms", "", {"kg"}},
      {"kilo", "", {"kg"}},
      {"kilos", "", {"kg"}},
      {"kgs", "", {"kg"}},
      {"milligrams", "", {"mg"}},
      {"micrograms", "", {"ug"}},
      {"metre", "", {"m"}},
      {"metres", "", {"m"}},
      {"meter", "", {"m"}},
      {"meters", "", {"m"}},
      {"centimetres", "", {"cm"}},
      {"centimeters", "", {"cm"}},
      {"millimetres", "", {"mm"}},
      {"millimeters", "", {"mm"}},
      {"litre", "", {"L"}},
      {"litres", "", {"L"}},
      {"liter", "", {"L"}},
      {"liters", "", {"L"}},
      {"millilitres", "", {"mL"}},
      {"milliliters", "", {"mL"}},
      {"drops", "", {"[drp]"}},
      {"gtt", "", {"[drp]"}},
      {"torr", "", {"mm[Hg]"}},
      {"psi", "", {"[lbf_av]/[in_i]2"}},
      {"ppm", "", {"[ppm]"}},
      {"ppb", "", {"[ppb]"}},
      {"calories", "", {"kcal", "cal"}},
      {"‰", "", {"[ppth]"}},
      {"/hpf", "", {"/[HPF]"}},
      {"/lpf", "", {"/[LPF]"}},
      {"rpm", "", {"/min"}},
      {"x10^9/l", "", {"10*9/L"}},
      {"x10*9/l", "", {"10*9/L"}},
      {"10e9/l", "", {"10*9/L"}},
      {"ml/min/1.73m2", "", {"mL/min/{1.73_m2}"}},
      {"ml/min/1.73.m2", "", {"mL/min/{1.73_m2}"}},
      {"ml/min/1.73m²", "", {"mL/min/{1.73_m2}"}},
  };
  return list;
}

const std::vector<std::string>& common_units() {
  // Those that clinical records use most, in the order in which to suggest them.
  static const std::vector<std::string> list = {"kg",        "g",
                                                "mg",        "ug",
                                                "ng",        "pg",
                                                "m",         "cm",
                                                "mm",        "um",
                                                "nm",        "L",
                                                "dL",        "mL",
                                                "uL",        "fL",
                                                "mol",       "mmol",
                                                "umol",      "nmol",
                                                "pmol",      "meq",
                                                "mosm",      "mm[Hg]",
                                                "mmHg",      "cm[H2O]",
                                                "cmH2O",     "kPa",
                                                "°C",        "°F",
                                                "K",         "%",
                                                "years",     "months",
                                                "weeks",     "days",
                                                "hours",     "minutes",
                                                "seconds",   "a",
                                                "mo",        "wk",
                                                "d",         "h",
                                                "min",       "s",
                                                "ms",        "/min",
                                                "bpm",       "breaths/min",
                                                "beats/min", "kg/m2",
                                                "m2",        "mmol/L",
                                                "umol/L",    "nmol/L",
                                                "pmol/L",    "mg/dL",
                                                "g/dL",      "g/L",
                                                "mg/L",      "ug/L",
                                                "ng/mL",     "ng/L",
                                                "pg/mL",     "ug/mL",
                                                "ug/dL",     "mmol/mol",
                                                "mg/g",      "mg/mmol",
                                                "10*9/L",    "10*12/L",
                                                "10*3/uL",   "10*6/uL",
                                                "U/L",       "U",
                                                "ukat/L",    "[iU]",
                                                "[iU]/L",    "m[iU]/L",
                                                "IU/L",      "mIU/L",
                                                "meq/L",     "mosm/kg",
                                                "mL/min",    "mL/min/{1.73_m2}",
                                                "L/min",     "mL/h",
                                                "mL/kg/h",   "mg/kg",
                                                "ug/kg/min", "mm/h",
                                                "[pH]",      "J",
                                                "kJ",        "kcal",
                                                "W",         "V",
                                                "mV",        "Hz",
                                                "Gy",        "mGy",
                                                "Sv",        "mSv",
                                                "Bq",        "MBq",
                                                "[HPF]",     "/[HPF]",
                                                "[CFU]/mL",  "[in_i]",
                                                "[ft_i]",    "[lb_av]",
                                                "[oz_av]",   "deg",
                                                "[drp]/min"};
  return list;
}

const std::vector<DimensionName>& dimension_names() {
  static const std::vector<DimensionName> list = {
      {"1", "a plain number"},
      {"%", "a share"},
      {"mg/kg", "a ratio"},
      {"m", "a length"},
      {"m2", "an area"},
      {"m3", "a volume"},
      {"g", "a mass"},
      {"s", "a duration"},
      {"K", "a temperature"},
      {"mol", "an amount of substance"},
      {"rad", "an angle"},
      {"C", "an electric charge"},
      {"cd", "a luminous intensity"},
      {"/s", "a rate per time"},
      {"mg/kg/s", "a dose per mass and time"},
      {"m/s", "a speed"},
      {"m/s2", "an acceleration"},
      {"N", "a force"},
      {"Pa", "a pressure"},
      {"J", "an energy"},
      {"W", "a power"},
      {"A", "an electric current"},
      {"V", "a voltage"},
      {"Ohm", "an electrical resistance"},
      {"T", "a magnetic flux density"},
      {"Gy", "a dose of radiation"},
      {"lx", "an illuminance"},
      {"Pa.s", "a viscosity"},
      {"Pa.s/m3", "a flow resistance"},
      {"/m", "a number per length"},
      {"/m2", "a number per area"},
      {"/l", "a number per volume"},
      {"/g", "a number per mass"},
      {"/mol", "a number per amount of substance"},
      {"g/l", "a mass per volume"},
      {"g/m2", "a mass per area"},
      {"g/m", "a mass per length"},
      {"g/s", "a mass per time"},
      {"g/mol", "a mass per amount of substance"},
      {"mol/l", "an amount per volume"},
      {"mol/g", "an amount per mass"},
      {"mol/s", "an amount per time"},
      {"mol/l/s", "an amount per volume and time"},
      {"l/s", "a volume per time"},
      {"l/s/m2", "a volume per time and area"},
      {"l/g", "a volume per mass"},
      {"l/g/s", "a volume per mass and time"},
      {"l/m2", "a volume per area"},
      {"J/g", "an energy per mass"},
      {"[iU]", "a number of international units"},
      {"[iU]/l", "international units per volume"},
      {"[iU]/g", "international units per mass"},
      {"[iU]/s", "international units per time"},
      {"[pH]", "a pH"},
      {"[CFU]", "a number of colonies"},
      {"[CFU]/l", "colonies per volume"},
      {"[hnsf'U]", "an X-ray density"},
      {"bit", "an amount of information"},
  };
  return list;
}

}  // namespace bedside::units
