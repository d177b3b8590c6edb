// Takes texts; checks that their difference leads from one to the other, and is short.
#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lang/text/diff.hpp"
#include "tests/catch.hpp"

using bedside::text::unified_diff;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// What a patch program makes of the text before; fails where the diff does not fit it.
std::string patched(const std::string& before, const std::string& diff) {
  const auto left = lines_of(before);
  auto steps = lines_of(diff);
  for (std::size_t at = 0; at + 1 < steps.size(); ++at) {
    if (steps[at + 1].starts_with("\\ ")) steps[at].pop_back();
  }
  std::string after;
  std::size_t here = 0;
  for (const auto& step : steps) {
    if (step.starts_with("@@ -")) {
      const auto first = std::stoul(step.substr(4));
      const bool none = step.find(",0 ") < step.find('+');
      const auto low = none ? first : first - 1;
      REQUIRE(low >= here);
      while (here < low) after += left.at(here++);
    } else if (step.starts_with("+") && !step.starts_with("+++ ")) {
      after += step.substr(1);
    } else if (step.starts_with(" ") || (step.starts_with("-") && !step.starts_with("--- "))) {
      REQUIRE(left.at(here) == step.substr(1));
      if (step.front() == ' ') after += step.substr(1);
      ++here;
    }
  }
  while (here < left.size()) after += left[here++];
  return after;
}

/// The most lines that two texts have in common, in order.
std::size_t common(const Lines& left, const Lines& right) {
  std::vector<std::size_t> best(right.size() + 1, 0);
  for (const auto& line : left) {
    std::size_t diagonal = 0;
    for (std::size_t at = 0; at < right.size(); ++at) {
      const auto above = best[at + 1];
      best[at + 1] = line == right[at] ? diagonal + 1 : std::max(above, best[at]);
      diagonal = above;
    }
  }
  return best.back();
}

std::size_t count_steps(const std::string& diff) {
  const auto lines = lines_of(diff);
  return std::size_t(std::count_if(lines.begin(), lines.end(), [](const auto& line) {
    return (line[0] == '+' && !line.starts_with("+++ ")) ||
           (line[0] == '-' && !line.starts_with("--- "));
  }));
}

}  // namespace

TEST_CASE("diff: nothing where nothing changes") {
  CHECK(unified_diff("x", "", "").empty());
  CHECK(unified_diff("x", "a\nb", "a\nb").empty());
}

TEST_CASE("diff: three lines of context, and two hunks where changes are far apart") {
  CHECK(
      unified_diff("x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n") ==
      "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("x", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n") ==
        "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n"
        "-b\n+B\n");
  CHECK(unified_diff("x", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n") ==
        "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
}

TEST_CASE("diff: a last line without its end, and texts that are empty") {
  CHECK(unified_diff("x", "a\nb", "a\nb\n") ==
        "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
  CHECK(unified_diff("x", "a\nb\n", "A\nb\n") == "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n");
  CHECK(unified_diff("x", "", "a\n") == "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_diff("x", "a\nb\n", "") == "--- a/x\n+++ b/x\n@@ -1,2 +0,0 @@\n-a\n-b\n");
}

TEST_CASE("diff: paths as git writes them") {
  const auto head = [](std::string_view path) {
    const auto diff = unified_diff(path, "", "a\n");
    return diff.substr(0, diff.find('\n'));
  };
  CHECK(head("./rules/x.bedside") == "--- a/rules/x.bedside");
  CHECK(head("/tmp/x.bedside") == "--- a/tmp/x.bedside");
  CHECK(head("my rules.bedside") == "--- a/my rules.bedside\t");
  CHECK(head("a\"\n\\b") == "--- \"a/a\\042\\012\\134b\"");
  CHECK(head("Händemangiom") == "--- a/Händemangiom");
}

TEST_CASE("diff: leads from any text to any other, in the fewest lines") {
  std::mt19937 random(7);
  const auto text = [&] {
    std::string out;
    const auto letters = 1 + random() % 4;
    for (auto count = random() % 24; count > 0; --count) {
      out += static_cast<char>('a' + random() % letters);
      out += '\n';
    }
    if (!out.empty() && random() % 4 == 0) out.pop_back();
    return out;
  };
  for (int trial = 0; trial < 20000; ++trial) {
    const auto before = text();
    const auto after = text();
    const auto diff = unified_diff("x", before, after);
    CAPTURE(before, after, diff);
    REQUIRE(patched(before, diff) == after);
    const auto left = lines_of(before);
    const auto right = lines_of(after);
    REQUIRE(count_steps(diff) == left.size() + right.size() - 2 * common(left, right));
  }
}

TEST_CASE("diff: large texts that have nothing in common do not take long") {
  std::string before;
  std::string after;
  for (int line = 0; line < 50000; ++line) {
    before += "left " + std::to_string(line) + "\n";
    after += "right " + std::to_string(line) + "\n";
  }
  CHECK(patched(before, unified_diff("x", before, after)) == after);
}
