// Takes blocks of work, compressed bytes and how far a run is; gives order, the bytes as they were,
// and the line that tells it.
#include <chrono>
#include <random>
#include <stdexcept>
#include <thread>

#include "interpreter/commands/gzip.hpp"
#include "interpreter/commands/in_order.hpp"
#include "interpreter/commands/progress.hpp"
#include "tests/catch.hpp"

namespace bedside::commands {

namespace {

/// Blocks that hold their number; the later ones are done sooner.
Work numbers(std::size_t count, std::vector<std::string>& taken) {
  Work work;
  auto next = std::make_shared<std::size_t>(0);
  work.produce = [=](records::Piece& piece, const std::atomic<bool>&) {
    piece.text = std::to_string(*next);
    return (*next)++ < count;
  };
  work.work = [](std::size_t, Block& block) {
    const auto number = std::stoul(block.piece.text);
    std::this_thread::sleep_for(std::chrono::microseconds(100 * (7 - number % 8)));
    block.assessed.rows += block.piece.text;
    block.assessed.patients += 1;
  };
  work.consume = [&taken](Block& block) {
    taken.push_back(block.assessed.rows);
    return true;
  };
  work.idle = [] {};
  return work;
}

std::string unzipped(const std::string& compressed, std::size_t portion, bool& complete) {
  Gunzip gunzip;
  std::string all;
  std::string bytes;
  for (std::size_t at = 0; at < compressed.size(); at += portion) {
    gunzip.put(std::string_view(compressed).substr(at, portion));
    Gunzip::Got got = Gunzip::Got::some;
    while ((got = gunzip.get(bytes, 100)) == Gunzip::Got::some) all += bytes;
    if (got == Gunzip::Got::damaged) return "damaged";
  }
  complete = gunzip.complete();
  return all;
}

std::string zipped(std::string_view text, std::size_t portion) {
  Gzip gzip;
  std::string all;
  for (std::size_t at = 0; at < text.size(); at += portion) gzip.add(text.substr(at, portion), all);
  gzip.finish(all);
  return all;
}

}  // namespace

TEST_CASE("blocks are taken in their order, each once, with any number of jobs") {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 100U}) {
    for (const std::size_t jobs : {1U, 2U, 7U}) {
      std::vector<std::string> taken;
      do_in_order(jobs, numbers(count, taken));
      std::vector<std::string> expected;
      for (std::size_t i = 0; i < count; ++i) expected.push_back(std::to_string(i));
      CHECK(taken == expected);
    }
  }
}

TEST_CASE("nothing more is done where nothing more is wanted") {
  for (const std::size_t jobs : {1U, 2U, 7U}) {
    std::vector<std::string> taken;
    Work work = numbers(1'000'000'000, taken);
    work.consume = [&](Block& block) {
      taken.push_back(block.assessed.rows);
      return taken.size() < 5;
    };
    do_in_order(jobs, work);
    CHECK(taken == std::vector<std::string>{"0", "1", "2", "3", "4"});
  }
}

TEST_CASE("what a part of the work throws is thrown") {
  for (const std::size_t jobs : {1U, 2U, 7U}) {
    for (const int part : {0, 1, 2}) {
      std::vector<std::string> taken;
      const Work whole = numbers(1'000'000'000, taken);
      Work work = whole;
      const auto fails = [](const std::string& text) {
        if (text == "20") throw std::runtime_error("20");
      };
      if (part == 0) {
        work.produce = [&](records::Piece& piece, const std::atomic<bool>& stopped) {
          const bool more = whole.produce(piece, stopped);
          fails(piece.text);
          return more;
        };
      } else if (part == 1) {
        work.work = [&](std::size_t, Block& block) { fails(block.piece.text); };
      } else {
        work.consume = [&](Block& block) {
          fails(block.piece.text);
          return true;
        };
      }
      CHECK_THROWS_AS(do_in_order(jobs, work), std::runtime_error);
    }
  }
}

TEST_CASE("compressed texts are read in any portions, several behind each other as one") {
  std::mt19937 draw(1);
  std::string text;
  while (text.size() < 20'000) text += std::to_string(draw() % 1000) + ",";
  const std::string compressed = zipped(text, text.size());
  CHECK(is_gzip(compressed));
  CHECK(zipped(text, 77) == compressed);
  CHECK(compressed.size() < text.size() / 2);
  bool complete = false;
  for (const std::size_t portion : {1U, 13U, 100'000U}) {
    CHECK(unzipped(compressed, portion, complete) == text);
    CHECK(complete);
    const std::string twice = compressed + zipped("", 1) + zipped("end", 1) + std::string(9, '\0');
    CHECK(unzipped(twice, portion, complete) == text + "end");
    CHECK(complete);
    CHECK(unzipped(compressed + "xyz", portion, complete) == "damaged");
    CHECK(text.starts_with(unzipped(compressed.substr(0, 5000), portion, complete)));
    CHECK_FALSE(complete);
  }
  std::string damaged = compressed;
  damaged[damaged.size() - 6] ^= 1;  // of its checksum
  CHECK(unzipped(damaged, 13, complete) == "damaged");
}

TEST_CASE("the line about a long run") {
  CHECK(progress_line({1'234'567, 0, 30, 100}, 6, 100) ==
        "[======              ]  30 %  1,234,567 rows, 205,761 a second, 14 s left");
  CHECK(
      progress_line({1'234'567, 12, 30, 100}, 600, 100) ==
      "[======              ]  30 %  1,234,567 rows, 2,057 a second, 12 rejected, 23:20 min left");
  CHECK(progress_line({5, 0, 0, 0}, 10, 100) == "5 rows, 0 a second");
  CHECK(progress_line({5, 0, 1, 7'200'000}, 1, 100).ends_with("1999:59 h left"));
  CHECK(progress_line({5, 0, 200, 100}, 10, 100).starts_with("[====================] 100 %"));
  CHECK(progress_line({1'234'567, 12, 30, 100}, 600, 30) == "[======              ]  30 %  ");
}

}  // namespace bedside::commands
