// Takes texts of units; checks what they read as, how they convert, and what is refused.
#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "lang/units/table.hpp"
#include "lang/units/unit.hpp"
#include "tests/catch.hpp"

template <>
struct Catch::StringMaker<bedside::units::Number> {
  static std::string convert(const bedside::units::Number& number) { return number.to_fraction(); }
};

namespace bedside::units {

namespace {

Unit unit(std::string_view text) {
  auto result = parse_unit(text);
  INFO(text);
  if (const auto* problem = std::get_if<UnitProblem>(&result)) INFO(problem->what);
  REQUIRE(std::holds_alternative<Unit>(result));
  return std::get<Unit>(result);
}

UnitProblem problem(std::string_view text) {
  auto result = parse_unit(text);
  INFO(text.substr(0, 80));
  REQUIRE(std::holds_alternative<UnitProblem>(result));
  CHECK_FALSE(is_unit(text));
  return std::get<UnitProblem>(result);
}

std::string first_near(std::string_view text) {
  const std::vector<std::string> near = problem(text).near;
  return near.empty() ? "" : near.front();
}

Number number(std::string_view text) { return Number::parse(text).value(); }

/// Converts and prints: "38.5", "°C", "°F" gives "101.3".
std::string converted(std::string_view value, std::string_view from, std::string_view to) {
  const Unit source = unit(from);
  const Unit target = unit(to);
  INFO(from << " to " << to);
  REQUIRE(source.same_dimension(target));
  return convert(number(value), source, target).to_string();
}

}  // namespace

TEST_CASE("published conversions come out exactly", "[units]") {
  CHECK(converted("1", "cm", "mm") == "10");
  CHECK(converted("38.5", "°C", "°F") == "101.3");
  // NIST Special Publication 811 (2008), appendix B.8: °F = 1.8 °C + 32, K = °C + 273.15.
  CHECK(converted("-40", "Cel", "[degF]") == "-40");
  CHECK(converted("98.6", "°F", "°C") == "37");
  CHECK(converted("0", "K", "°C") == "-273.15");
  // UCUM: m[Hg] = 133.322 kPa, m[H2O] = 9.80665 kPa.
  CHECK(converted("120", "mm[Hg]", "kPa") == "15.99864");
  CHECK(converted("1", "cm[H2O]", "Pa") == "98.0665");
  // NIST SP 811, appendix B.8: inch, pound, ounce, stone (14 lb), calorie (thermochemical), curie,
  // rad, rem, atmosphere, foot.
  CHECK(converted("1", "[in_i]", "cm") == "2.54");
  CHECK(converted("1", "[ft_i]", "m") == "0.3048");
  CHECK(converted("1", "[lb_av]", "kg") == "0.45359237");
  CHECK(converted("1", "[oz_av]", "g") == "28.349523125");
  CHECK(converted("1", "[stone_av]", "kg") == "6.35029318");
  CHECK(converted("1", "kcal", "kJ") == "4.184");
  CHECK(converted("1", "Ci", "Bq") == "37000000000");
  CHECK(converted("1", "RAD", "Gy") == "0.01");
  CHECK(converted("1", "REM", "mSv") == "10");
  CHECK(converted("1", "atm", "kPa") == "101.325");
  CHECK(converted("1", "[foz_us]", "mL") == "29.5735295625");
  CHECK(converted("1", "[foz_br]", "mL") == "28.4130625");
}

TEST_CASE("conversions that UCUM defines come out exactly", "[units]") {
  // UCUM: a is the mean Julian year, mo its twelfth.
  CHECK(converted("1", "a", "d") == "365.25");
  CHECK(converted("1", "year", "months") == "12");
  CHECK(converted("2", "weeks", "h") == "336");
  CHECK(converted("1", "mo", "d") == "30.4375");
  // UCUM: U = umol/min, kat = mol/s.
  CHECK(converted("60", "U/L", "ukat/L") == "1");
  CHECK(converted("0.5", "mL/min", "L/d") == "0.72");
  CHECK(converted("1", "10*9/L", "10*3/uL") == "1");
  CHECK(converted("1", "10^12/L", "10*6/uL") == "1");
  CHECK(converted("7", "g%", "g/L") == "70");
  CHECK(converted("50", "%", "1") == "0.5");
  CHECK(converted("3", "mEq/L", "mmol/L") == "3");
  CHECK(converted("1", "[MET]", "mL/kg/min") == "3.5");
  CHECK(converted("180", "deg", "rad") == "3.14159265359");
}

TEST_CASE("every line of the tables is a unit, and every unit converts back", "[units]") {
  CHECK(atoms().size() > 150);
  for (const auto& [text, atom] : atoms()) {
    INFO(text);
    CHECK(atom.factor > 0);
    const Unit read = unit(text);
    CHECK(read.text() == text);
    CHECK(unit(read.code().empty() ? "1" : read.code()).same_scale(read));
    if (atom.metric) CHECK(converted("1", "k" + text, text) == "1000");
  }
  for (const std::string& text : common_units()) CHECK(unit(text).text() == text);
  for (const DimensionName& name : dimension_names()) {
    INFO(name.unit);
    CHECK(dimension_words(unit(name.unit)) == name.words);
  }
  for (const Misspelling& slip : misspellings()) {
    INFO(slip.written);
    CHECK_FALSE(is_unit(slip.written));
    for (const std::string_view meant : slip.meant) CHECK(is_unit(meant));
  }
}

TEST_CASE("conversion there and back is exact", "[units]") {
  std::mt19937_64 random(1);
  std::vector<Unit> all;
  for (const std::string& text : common_units()) all.push_back(unit(text));
  int pairs = 0;
  for (const Unit& a : all) {
    for (const Unit& b : all) {
      if (!a.same_dimension(b)) continue;
      const Number value = Number::ratio(static_cast<std::int64_t>(random() % 1000000), 1000);
      REQUIRE(convert(convert(value, a, b), b, a) == value);
      ++pairs;
    }
  }
  CHECK(pairs > 500);
}

TEST_CASE("a unit keeps the spelling that was written", "[units]") {
  for (const char* text : {"mm[Hg]", "°C", "years", "10*9/L", "mL/min/{1.73_m2}", "µg/kg/min",
                           "bpm", "breaths/min", "kg/m²", "{score}", "/min", "kg{dry}", "m2.s-1"}) {
    CHECK(unit(text).text() == text);
  }
  CHECK(unit("1").text().empty());
  CHECK(Unit().text().empty());
  CHECK(unit("years").code() == "a");
  CHECK(unit("bpm").code() == "/min");
  CHECK(unit("µg/kg/min").code() == "ug/kg/min");
  CHECK(unit("mL/min/{1.73_m2}").code() == "mL/min/{1.73_m2}");
}

TEST_CASE("different spellings of one scale are one scale", "[units]") {
  const std::vector<std::vector<const char*>> same = {
      {"year", "years", "a", "a_j"},
      {"mm[Hg]", "mmHg"},
      {"/min", "bpm", "breaths/min", "beats/min", "{beats}/min", "1/min", "min-1"},
      {"ug", "µg", "μg", "mcg"},
      {"L", "l", "dm3"},
      {"10*9/L", "10^9/L", "10*+9/L"},
      {"mIU/L", "m[iU]/L", "m[IU]/L"},
      {"°C", "Cel", "℃"},
      {"m2", "m²", "m.m"},
      {"kg/m2", "kg.m-2", "kg/m/m"},
      {"mOsm/kg", "mosm/kg"},
      {"%", "percent", "per cent"},
      {"1", "{score}", "10*3/10*3", "mg/mg", "{}"}};
  for (const auto& group : same) {
    for (const char* text : group) {
      INFO(text << " and " << group.front());
      CHECK(unit(text).same_scale(unit(group.front())));
    }
  }
  CHECK(unit("{score}").is_plain());
  CHECK(unit("[HPF]").is_plain());
  CHECK_FALSE(unit("%").is_plain());
  CHECK(unit("%").is_dimensionless());
  CHECK_FALSE(unit("°C").same_scale(unit("K")));
  CHECK(unit("°C").same_dimension(unit("K")));
  CHECK(unit("°F").is_shifted());
  CHECK_FALSE(unit("K").is_shifted());
}

TEST_CASE("what must not be confused has no dimension in common", "[units]") {
  const std::vector<std::pair<const char*, const char*>> different = {
      {"mmol/L", "mg/dL"}, {"mmol/L", "10*9/L"}, {"mmol/L", "/L"}, {"[iU]/L", "U/L"},
      {"[iU]", "[USP'U]"}, {"[CFU]", "1"},       {"[pH]", "1"},    {"kg", "m"},
      {"[iU]", "1"},       {"[arb'U]", "[iU]"},  {"rad", "1"},     {"mm[Hg]", "mm"}};
  for (const auto& [a, b] : different) {
    INFO(a << " and " << b);
    CHECK_FALSE(unit(a).same_dimension(unit(b)));
  }
}

TEST_CASE("where a code could be read in two ways, the unit without prefix is meant", "[units]") {
  CHECK(converted("1", "min", "s") == "60");      // not a milli-inch
  CHECK(converted("1", "cd", "mcd") == "1000");   // the candela, not a hundredth of a day
  CHECK(converted("1", "Pa", "kPa") == "0.001");  // the pascal, not a peta-year
  CHECK(converted("1", "dam", "m") == "10");      // da and m
  CHECK(converted("1", "dm", "m") == "0.1");
  CHECK_FALSE(is_unit("mmin"));  // minutes take no prefix
}

TEST_CASE("products, quotients and powers carry their text", "[units]") {
  const Unit kg = unit("kg");
  const Unit cm = unit("cm");
  CHECK(divide(kg, multiply(cm, cm)).text() == "kg/cm2");
  CHECK(converted("1", "kg/cm2", "kg/m2") == "10000");
  CHECK(divide(kg, multiply(cm, cm)).same_scale(unit("kg/cm2")));
  CHECK(multiply(unit("years"), unit("mm")).text() == "a.mm");
  CHECK(divide(Unit(), unit("min")).text() == "/min");
  CHECK(divide(unit("mg"), unit("L/h")).text() == "mg.h/L");
  CHECK(divide(kg, kg).text().empty());
  CHECK(divide(kg, kg).is_plain());
  CHECK(multiply(kg, unit("{score}")).text() == "kg");
  CHECK(power(unit("kg/m"), -2).text() == "m2/kg2");
  CHECK(power(unit("10*9/L"), 2).text() == "10*18/L2");
  CHECK(power(unit("kg{dry}"), 2).text() == "kg2{dry}");
  CHECK(power(kg, 0).is_plain());
  CHECK(multiply(unit("1000/L"), unit("1000/L")).text() == "1000.1000/L2");
  CHECK(root(unit("cm2"), 2).value().same_scale(cm));
  CHECK_FALSE(root(unit("cm3"), 2).has_value());
  CHECK(root(Unit(), 2).value().is_plain());
  std::vector<Unit> all;
  for (const std::string& text : common_units()) {
    if (!unit(text).is_shifted()) all.push_back(unit(text));
  }
  for (const Unit& a : all) {
    for (const Unit& b : all) {
      const Unit quotient = divide(a, power(b, 2));
      INFO(a.text() << " by the square of " << b.text() << ": " << quotient.text());
      REQUIRE(unit(quotient.text().empty() ? "1" : quotient.text()).same_scale(quotient));
      REQUIRE(multiply(quotient, power(b, 2)).same_scale(a));
    }
  }
}

TEST_CASE("a difference of temperatures has no shift", "[units]") {
  CHECK(difference_unit(unit("°C")).same_scale(unit("K")));
  const Unit fahrenheit = difference_unit(unit("°F"));
  CHECK_FALSE(fahrenheit.is_shifted());
  CHECK(convert(9, fahrenheit, unit("K")) == 5);
  CHECK(unit(fahrenheit.text()).same_scale(fahrenheit));
  CHECK(difference_unit(unit("kg")).same_scale(unit("kg")));
  CHECK(problem("mg/Cel").what.find("K") != std::string::npos);
  CHECK_FALSE(is_unit("°C2"));
}

TEST_CASE("a unit's dimension has words", "[units]") {
  CHECK(dimension_words(unit("mm")) == "a length");
  CHECK(dimension_words(unit("mm[Hg]")) == "a pressure");
  CHECK(dimension_words(unit("mmol/L")) == "an amount per volume");
  CHECK(dimension_words(unit("mg/dL")) == "a mass per volume");
  CHECK(dimension_words(unit("L/min/m2")) == "a volume per time and area");
  CHECK(dimension_words(unit("km/h")) == "a speed");
  CHECK(dimension_words(unit("ug/kg/min")) == "a dose per mass and time");
  CHECK(dimension_words(unit("bpm")) == "a rate per time");
  CHECK(dimension_words(unit("%")) == "a share");
  CHECK(dimension_words(unit("{score}")) == "a plain number");
  CHECK(dimension_words(unit("kg.K")) == "a quantity in kg.K");
}

TEST_CASE("near spellings are offered and never taken", "[units]") {
  CHECK(first_near("mmhg") == "mm[Hg]");
  CHECK(first_near("MMHG") == "mm[Hg]");
  CHECK(first_near("celsius") == "°C");
  CHECK(first_near("Celsius") == "°C");
  CHECK(first_near("Kg") == "kg");
  CHECK(first_near("KG") == "kg");
  CHECK(first_near("ML") == "mL");
  CHECK(first_near("Mg") == "mg");
  CHECK(first_near("Mmol/L") == "mmol/L");
  CHECK(first_near("mG/dL") == "mg/dL");
  CHECK(first_near("ug/KG/min") == "ug/kg/min");
  CHECK(first_near("Years") == "years");
  CHECK(first_near("yaers") == "years");
  CHECK(first_near("monhts") == "months");
  CHECK(first_near("pH") == "[pH]");
  CHECK(first_near("ft") == "[ft_i]");
  CHECK(first_near("cc") == "mL");
  CHECK(first_near("units") == "[iU]");
  CHECK(first_near("mL/min/1.73m2") == "mL/min/{1.73_m2}");
  CHECK(first_near("mL/min/1.73.m2") == "mL/min/{1.73_m2}");
  CHECK(first_near("units/kg") == "[iU]/kg");
  CHECK(problem("qwertzuiop").near.empty());
  for (const char* text : {"mmhg", "Kg", "yaers", "mG/dL", "qwertzuiop", "MOL", "umol/min/KG"}) {
    const UnitProblem refused = problem(text);
    CHECK_FALSE(refused.what.empty());
    CHECK(refused.near.size() <= 3);
    for (const std::string& near : refused.near) CHECK(is_unit(near));
  }
}

TEST_CASE("what is no unit is refused in words", "[units]") {
  for (const char* text :
       {"",      " ",       "kg m", "kg/",      "/",      "//min", ".m",    "m.",
        "kg..m", "m{",      "m}",   "m[",       "{a}{b}", "{a}m",  "m{a}b", "kg/(m.s)",
        "(m)",   "m^2",     "m**2", "m0",       "m100",   "m-",    "-1",    "0",
        "1.5",   "1.73.m2", "0.m",  "\xff\xfe", "\n",     "mm\t",  "kkg",   "mmin",
        "k%",    "x10*9/L", "m--2", "[Hg]",     "mm[hg]"}) {
    INFO(text);
    CHECK_FALSE(problem(text).what.empty());
  }
  CHECK(problem("kg/(m.s)").what.find("kg/m/s") != std::string::npos);
}

TEST_CASE("hostile texts are refused quickly", "[units]") {
  const auto start = std::chrono::steady_clock::now();
  const std::string long_text(1000000, 'm');
  std::string product = "m";
  for (int i = 0; i < 98; ++i) product += ".m";
  const std::vector<std::string> texts = {
      long_text,
      "10*999999999",
      "10*-999999999",
      "m99999999999999999999",
      "m2147483648",
      product + ".m2",
      std::string(200, '/'),
      std::string(200, '{'),
      std::string(200, '['),
      std::string(190, '9'),
      "10*99.10*99.10*99.10*99.10*99.10*99.10*99.10*99.10*99.10*99.10*99."
      "10*99.10*99.10*99",
      "deg99.deg-99.deg99",
      "m/" + long_text,
      "{" + long_text + "}"};
  for (const std::string& text : texts) CHECK_FALSE(problem(text).what.empty());
  CHECK(is_unit(product));
  Unit growing = unit("m/s");
  for (int i = 0; i < 100; ++i) growing = multiply(growing, growing);
  CHECK(growing.too_large());
  CHECK_FALSE(growing.same_dimension(growing));
  CHECK_FALSE(growing.is_plain());
  CHECK(power(unit("m"), -2147483647 - 1).too_large());
  CHECK(divide(unit("m"), growing).too_large());
  Unit ten = unit("10*9");
  for (int i = 0; i < 40; ++i) ten = multiply(ten, ten);
  CHECK(ten.too_large());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("random texts never do harm", "[units]") {
  std::mt19937_64 random(99);
  const std::vector<std::string> pieces = {"m", "kg", "/", ".",  "10*", "9",  "-", "[Hg]", "{x}",
                                           "µ", "°C", "%", "[",  "}",   "99", "d", "a",    "mol",
                                           "U", "'",  " ", "+2", "(",   "L",  "s", "min",  "deg"};
  int read = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::uint64_t n = random() % 6 + 1; n > 0; --n) text += pieces[random() % pieces.size()];
    const auto result = read_unit(text, atoms());
    const bool is_read = std::holds_alternative<Unit>(result) && is_unit(text);
    if (!is_read) continue;
    ++read;
    const Unit value = unit(text);
    INFO(text << " as " << value.code());
    REQUIRE(value.factor() > 0);
    REQUIRE(unit(value.code().empty() ? "1" : value.code()).same_scale(value));
  }
  CHECK(read > 1000);
}

}  // namespace bedside::units
