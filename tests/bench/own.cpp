// Takes one of the verbs of a bench of rule engines; gives what it asks of a peer, by Bedside.
//
//   own import  RULES.json                prints the rules as Bedside's text
//   own cohort  RULES.bedside IN OUT      id,level,R1;R4 for each patient of a CSV
//   own latency RULES.bedside IN SECS     one patient after the other, warm: a line of JSON
//   own eval    RULES.bedside IN SECS     evaluation alone: a line of JSON for each variant
//   own full    RULES.bedside IN OUT      as cohort, with everything that the engine gives
#include "tests/bench/own.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <fstream>
#include <iterator>

#include "interpreter/cohort/planes.hpp"
#include "lang/meaning/load.hpp"
#include "tests/bench/own_table.hpp"

namespace {

using namespace bedside;
using namespace bedside::bench;
using cohort::Row;
using cohort::Session;
using cohort::Wanted;
using cohort::Word;
using Clock = std::chrono::steady_clock;

double now() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

[[noreturn]] void fail(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(2);
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path + " cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Prepared {
  meaning::Loaded loaded;
  std::optional<Session> session;
  double seconds = 0;
};

Prepared prepare(const std::string& path) {
  const double start = now();
  Prepared prepared;
  prepared.loaded = meaning::load({{path, content_of(path)}},
                                  [](const std::string&) { return meaning::UsedFile{}; });
  if (!prepared.loaded.usable()) fail(path + " has errors");
  prepared.session.emplace(prepared.loaded.rules);
  if (!prepared.session->takes_codes())
    fail("the rules are not for codes " + prepared.session->undone());
  prepared.seconds = now() - start;
  return prepared;
}

// ---- From file to file ---------------------------------------------------------------------

/// Pieces of whole lines; bytes past each of them may be read, so that words can be.
class LineBlocks {
 public:
  explicit LineBlocks(const char* path) : file_(open(path, O_RDONLY)), buffer_(size + 64) {
    if (file_ < 0) fail(std::string(path) + " cannot be read");
  }
  ~LineBlocks() { close(file_); }
  LineBlocks(const LineBlocks&) = delete;
  LineBlocks& operator=(const LineBlocks&) = delete;

  /// The next whole lines; empty at the end.
  std::string_view next() {
    const std::size_t kept = filled_ - used_;
    std::memmove(buffer_.data(), buffer_.data() + used_, kept);
    filled_ = kept;
    used_ = 0;
    for (ssize_t more = 1; filled_ < size && more > 0;) {
      more = ::read(file_, buffer_.data() + filled_, size - filled_);
      if (more > 0) filled_ += static_cast<std::size_t>(more);
    }
    const std::string_view all(buffer_.data(), filled_);
    used_ = all.rfind('\n') + 1;  // 0 where there is none
    return all.substr(0, used_);
  }

 private:
  static constexpr std::size_t size = 256 << 10;
  int file_;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
  std::size_t used_ = 0;
};

class Output {
 public:
  explicit Output(const char* path)
      : file_(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644)), buffer_(size) {
    if (file_ < 0) fail(std::string(path) + " cannot be written");
  }
  ~Output() {
    flush();
    close(file_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Room for so many bytes; `wrote` says how many were needed.
  char* room(std::size_t bytes) {
    if (filled_ + bytes > buffer_.size()) flush();
    if (bytes > buffer_.size()) buffer_.resize(bytes);
    return buffer_.data() + filled_;
  }
  void wrote(const char* end) { filled_ = static_cast<std::size_t>(end - buffer_.data()); }

 private:
  static constexpr std::size_t size = 256 << 10;
  void flush() {
    for (std::size_t at = 0; at < filled_;) {
      const ssize_t wrote = ::write(file_, buffer_.data() + at, filled_ - at);
      if (wrote <= 0) fail("the output cannot be written");
      at += static_cast<std::size_t>(wrote);
    }
    filled_ = 0;
  }
  int file_;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
};

/// Writes what follows the id: ",level,R1;R4" and a line end.
class Writer {
 public:
  explicit Writer(const meaning::RuleSet& rules) : memory_(entries) {
    for (const meaning::Rule& rule : rules.rules) names_.push_back(rule.name + ";");
    for (const std::string& level : rules.assessments.at(0).levels) levels_.push_back(level);
    longest_ = 64;
    for (const std::string& name : names_) longest_ += name.size();
  }
  std::size_t longest() const { return longest_; }

  char* write(char* at, const Row& row) {
    if (row.fired.size() != 1) return write_all(at, row);
    // Most patients have the same few sets of rules: their text is kept.
    const Word fired = row.fired[0];
    Entry& entry = memory_[(fired * 0x9E3779B97F4A7C15) >> 52U];
    if (entry.fired != fired || entry.size == 0) {
      char text[sizeof entry.text * 32];
      const std::size_t length = longest_ > sizeof text
                                     ? sizeof text
                                     : static_cast<std::size_t>(write_all(text, row) - text);
      if (length > sizeof entry.text) return write_all(at, row);
      entry.fired = fired;
      entry.size = static_cast<unsigned>(length);
      std::memcpy(entry.text, text, length);
    }
    std::memcpy(at, entry.text, sizeof entry.text);
    return at + entry.size;
  }

 private:
  static constexpr std::size_t entries = 4096;
  struct Entry {
    Word fired = 0;
    unsigned size = 0;
    char text[52];
  };

  char* write_all(char* at, const Row& row) const {
    const auto put = [&](std::string_view text) {
      std::memcpy(at, text.data(), text.size());
      at += text.size();
    };
    const std::int32_t value = row.assessments[0].value;
    *at++ = ',';
    put(value < 0 ? "none" : levels_[static_cast<std::size_t>(value)]);
    *at++ = ',';
    const char* begin = at;
    for (std::size_t word = 0; word < row.fired.size(); ++word) {
      for (Word bits = row.fired[word]; bits != 0; bits &= bits - 1) {
        put(names_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))]);
      }
    }
    if (at != begin) --at;
    *at++ = '\n';
    return at;
  }

  std::vector<std::string> names_;
  std::vector<std::string> levels_;
  std::vector<Entry> memory_;
  std::size_t longest_ = 0;
};

struct Rows {
  explicit Rows(const Prepared& prepared, std::string_view header)
      : reader(prepared.loaded.rules, prepared.session->codes(), header),
        codes(reader.findings()),
        numbers(reader.numbers().size() + 1) {
    if (!reader.usable()) fail("the columns are not `id` and the findings");
  }
  RowReader reader;
  std::vector<Code> codes;
  std::vector<Millionths> numbers;
};

std::string_view without_header(std::string_view block, std::string_view& header) {
  const std::size_t end = block.find('\n');
  header = block.substr(0, end);
  return block.substr(end + 1);
}

void run_cohort(Prepared& prepared, const char* in, const char* out, Wanted wanted) {
  LineBlocks blocks(in);
  Output output(out);
  Writer writer(prepared.loaded.rules);
  std::string_view header;
  std::string_view block = without_header(blocks.next(), header);
  Rows rows(prepared, header);
  for (; !block.empty(); block = blocks.next()) {
    const char* at = block.data();
    const char* const end = at + block.size();
    while (at < end) {
      const Field id = field_at(at);
      char* to = output.room(writer.longest() + 64);
      std::memcpy(to, at, 16);
      to += id.length;
      at = rows.reader.read(at + id.length, rows.codes.data(), rows.numbers.data());
      if (at == nullptr) fail("a row cannot be read");
      ++at;
      rows.reader.cut(rows.numbers.data(), rows.codes.data());
      output.wrote(writer.write(to, prepared.session->assess(rows.codes, wanted)));
    }
  }
}

// ---- Evaluation alone ----------------------------------------------------------------------

/// All patients of a file, with numbers as numbers.
struct Patients {
  std::vector<Code> codes;          // findings() each
  std::vector<Millionths> numbers;  // numbers().size() each
  std::size_t count = 0;
};

Patients read_all(const char* path, Rows& rows, const std::string& text, std::size_t most) {
  Patients all;
  const char* at = text.data() + text.find('\n') + 1;
  const char* const end = text.data() + text.size() - 64;
  for (; at < end && all.count < most; ++all.count) {
    at = rows.reader.read(at + field_at(at).length, rows.codes.data(), rows.numbers.data());
    if (at == nullptr) fail(std::string(path) + ": a row cannot be read");
    ++at;
    all.codes.insert(all.codes.end(), rows.codes.begin(), rows.codes.end());
    all.numbers.insert(all.numbers.end(), rows.numbers.begin(), rows.numbers.end() - 1);
  }
  return all;
}

/// Runs a pass again and again for so long; prints its median for a record.
template <class Pass>
void timed(const char* what, std::size_t records, double seconds, double load, const Pass& pass) {
  pass();
  std::vector<double> times;
  for (const double start = now(); now() - start < seconds || times.size() < 3;) {
    const double begin = now();
    pass();
    times.push_back((now() - begin) / static_cast<double>(records) * 1e9);
  }
  std::sort(times.begin(), times.end());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{{\"what\":\"{}\",\"records\":{},\"passes\":{},\"ns_per_record\":{:.4f},"
      "\"ns_min\":{:.4f},\"ns_max\":{:.4f},\"load_ms\":{:.3f},\"maxrss_kb\":{}}}\n",
      what, records, times.size(), times[times.size() / 2], times.front(), times.back(),
      load * 1000, usage.ru_maxrss);
}

/// The codes of all patients as planes, chunk after chunk.
void run_planes(const Prepared& prepared, const Patients& all, std::size_t width, double seconds) {
  const cohort::Planes planes(*prepared.session);
  if (!planes.usable()) return;
  constexpr std::size_t chunk = cohort::chunk_patients;
  const std::size_t chunks = (all.count + chunk - 1) / chunk;
  std::vector<Word> in(chunks * planes.in_words());
  // Of very many rules the results are not kept: they would be larger than what is measured.
  const bool keep = planes.out_words() * chunks < 50'000'000;
  std::vector<Word> out(planes.out_words() * (keep ? chunks : 1));
  std::vector<Word> work(planes.work_words());
  std::vector<Code> turned(chunk * width);
  std::vector<const Code*> columns(width);
  const auto load = [&] {
    for (std::size_t i = 0; i < chunks; ++i) {
      const std::size_t count = std::min(chunk, all.count - i * chunk);
      for (std::size_t f = 0; f < width; ++f) {
        columns[f] = turned.data() + f * chunk;
        for (std::size_t p = 0; p < count; ++p) {
          turned[f * chunk + p] = all.codes[(i * chunk + p) * width + f];
        }
      }
      planes.load(columns, count, in.data() + i * planes.in_words());
    }
  };
  timed("planes from codes", all.count, seconds, prepared.seconds, load);
  timed("planes", all.count, seconds, prepared.seconds, [&] {
    for (std::size_t i = 0; i < chunks; ++i) {
      planes.run(in.data() + i * planes.in_words(),
                 out.data() + (keep ? i * planes.out_words() : 0), work.data());
    }
  });
}

void run_records(Prepared& prepared, const char* in, double seconds, std::size_t most,
                 bool variants) {
  std::string text = content_of(in);
  text.append(64, '\0');
  std::string_view header;
  without_header(text, header);
  Rows rows(prepared, header);
  Patients all = read_all(in, rows, text, most);
  const std::size_t width = rows.reader.findings();
  const std::size_t numbers = rows.reader.numbers().size();
  std::vector<std::int8_t> values(all.count);
  std::vector<Word> fired(all.count);
  const auto pass = [&](Wanted wanted, bool cut) {
    return [&, wanted, cut] {
      for (std::size_t i = 0; i < all.count; ++i) {
        Code* codes = all.codes.data() + i * width;
        if (cut) rows.reader.cut(all.numbers.data() + i * numbers, codes);
        const Row& row = prepared.session->assess({codes, width}, wanted);
        values[i] = static_cast<std::int8_t>(row.assessments[0].value);
        fired[i] = row.fired[0];
      }
    };
  };
  timed("outcome", all.count, seconds, prepared.seconds, pass(Wanted::outcome, true));
  if (!variants) return;
  timed("outcome, codes", all.count, seconds, prepared.seconds, pass(Wanted::outcome, false));
  timed("everything", all.count, seconds, prepared.seconds, pass(Wanted::everything, true));
  run_planes(prepared, all, width, seconds);
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> given(words, words + count);
  if (count == 3 && given[1] == "import") {
    fmt::print("{}", rule_text_of(content_of(given[2])));
    return 0;
  }
  if (count < 5) fail("own import|cohort|full|latency|eval RULES IN OUT|SECONDS [RECORDS]");
  Prepared prepared = prepare(given[2]);
  const std::size_t most = count > 5 ? std::stoul(given[5]) : SIZE_MAX;
  const std::string& verb = given[1];
  if (verb == "cohort") run_cohort(prepared, words[3], words[4], Wanted::outcome);
  if (verb == "full") run_cohort(prepared, words[3], words[4], Wanted::everything);
  if (verb == "latency" || verb == "eval") {
    run_records(prepared, words[3], std::stod(given[4]), most, verb == "eval");
  }
  return 0;
}
