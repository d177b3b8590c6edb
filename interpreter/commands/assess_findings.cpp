// Takes rule sets and a file of patients; gives what follows for each of them, or how often what
// came.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "interpreter/commands/assess.hpp"
#include "interpreter/commands/findings_source.hpp"
#include "interpreter/commands/in_order.hpp"
#include "interpreter/commands/receipt_file.hpp"
#include "interpreter/commands/rejects.hpp"
#include "interpreter/commands/results.hpp"
#include "interpreter/commands/stopped.hpp"
#include "interpreter/commands/write_summary.hpp"

namespace bedside::commands {

namespace {

using evaluate::Record;

// What the rows of one block should come to, so that those under way stay small together, and how
// long they should take, so that a person sees how far it is. The first ones, which are few, tell
// what a row comes to.
constexpr std::size_t usual_result = std::size_t{1} << 18U;
constexpr double usual_seconds = 0.1;
constexpr std::size_t least_read = 1024;

constexpr const char* no_receipt =
    "bedside: not all results could be written, so there is no receipt.";

int tell_failure(const std::string& source, const records::Reject& why) {
  tell(fmt::format("bedside: {}:{}:{}: {}", source, why.line, why.column, why.reason));
  return failed;
}

/// The pieces of a source, for one rule set.
class SourcePieces {
 public:
  /// `portion`: so many bytes are read at once; it may change meanwhile.
  SourcePieces(FindingsSource& source, const meaning::Loaded& loaded,
               const std::atomic<std::size_t>& portion)
      : input_(source.input()),
        portion_(portion),
        pieces_(loaded, source.format(), source.name()) {}

  // What all rows have in common; null where it cannot be read, or is a failure.
  const records::Layout* layout() {
    while (pieces_.layout() == nullptr && !pieces_.failure() && more(false)) continue;
    return pieces_.layout();
  }

  bool next(records::Piece& piece, const std::atomic<bool>& stopped) {
    while (!pieces_.next(piece)) {
      if (!more(stopped)) return false;
    }
    return true;
  }

  const std::optional<records::Reject>& failure() { return pieces_.failure(); }

 private:
  bool more(const std::atomic<bool>& stopped) {
    if (finished_ || input_.problem()) return false;
    // Whoever reads the results may go away while the next patient is waited for.
    do {
      if (stopped || interrupted() != 0) return false;
    } while (!input_.ready(100));
    input_.read(bytes_, portion_);
    // What a signal cut short is not the end.
    if (input_.problem() || interrupted() != 0) return false;
    finished_ = bytes_.empty();
    if (finished_) {
      pieces_.finish();
    } else {
      pieces_.feed(bytes_);
    }
    return true;
  }

  Input& input_;
  const std::atomic<std::size_t>& portion_;
  records::Pieces pieces_;
  std::string bytes_;
  bool finished_ = false;
};

/// Assesses all patients of one source, for one rule set after the other.
class Run {
 public:
  Run(const std::vector<RuleSetInput>& inputs, const Common& common, const AssessFlags& flags,
      FindingsSource& source, const ResultText& text)
      : inputs_(inputs),
        flags_(flags),
        as_json_(common.format == "json"),
        jobs_(flags.jobs > 0 ? flags.jobs : std::max(1U, std::thread::hardware_concurrency())),
        source_(source),
        text_(text),
        results_(text, common.output),
        receipt_(flags.receipt, inputs),
        progress_(shows_progress(common, flags)),
        rejects_(flags.rejects, progress_) {}

  // Every rule set has to know every column, before anything is written.
  int check() {
    for (const RuleSetInput& input : inputs_) {
      source_.input().rewind(false);
      SourcePieces pieces(source_, input.loaded, portion_);
      if (pieces.layout() != nullptr) continue;
      if (pieces.failure()) return tell_failure(source_.name(), *pieces.failure());
      if (source_.input().problem()) return fail(*source_.input().problem());
      return stop_in_order(inputs_.front());
    }
    return done;
  }

  int all() {
    if (receipt_.is_broken()) return receipt_.finish(0, done);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      if (!flags_.summary) results_.begin(i);
      source_.input().rewind(i + 1 == inputs_.size());
      counted_.push_back({inputs_[i], cohort::Summary(inputs_[i].loaded.rules)});
      patients_before_ = patients_;
      next_line_ = 1;
      rule_set(i);
      progress_.clear();
      if (interrupted() != 0 && !results_.is_broken()) return stop_in_order(inputs_[i]);
      if (source_.input().problem()) {
        results_.flush();
        return fail(*source_.input().problem());
      }
      if (is_broken()) break;
    }
    return finish();
  }

  // One patient, or a text that is none.
  int text(const std::string& text) {
    if (receipt_.is_broken()) return receipt_.finish(0, done);
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      records::RecordReader reader(inputs_[i].loaded, source_.format(), source_.name(), text);
      if (reader.failure()) return tell_failure(source_.name(), *reader.failure());
      if (!flags_.summary) results_.begin(i);
      counted_.push_back({inputs_[i], cohort::Summary(inputs_[i].loaded.rules)});
      Block block;
      while (auto row = reader.next()) {
        if (auto* reject = std::get_if<records::Reject>(&*row)) {
          block.assessed.rejects.push_back(std::move(*reject));
        } else {
          add(i, std::get<Record>(*row), block);
          ++block.assessed.patients;
        }
      }
      take(block);
    }
    return finish();
  }

 private:
  static bool shows_progress(const Common& common, const AssessFlags& flags) {
    if (common.quiet || common.plain || ::isatty(STDERR_FILENO) == 0) return false;
    // Rows that run over the same screen tell enough.
    const bool rows_seen = !flags.summary && common.output.empty() && ::isatty(STDOUT_FILENO) != 0;
    return !rows_seen;
  }

  void add(std::size_t rule_set, const Record& record, Block& to) {
    if (flags_.summary) {
      counted_.back().summary.add(evaluate::evaluate(inputs_[rule_set].loaded.rules, record));
      return;
    }
    text_.add(rule_set, record, to.assessed.rows);
    if (receipt_.wanted()) receipt_.add(rule_set, record, to.receipt);
  }

  using MaybeSession = std::optional<cohort::Session>;

  // What is done with each row, in one thread; without a session by the evaluator.
  cohort::AssessOne assess_rows(std::size_t rule_set, const MaybeSession& session,
                                cohort::Summary& summary, std::string& receipt) const {
    if (!flags_.summary) {
      const auto text = text_.rows(rule_set, session);
      if (!receipt_.wanted()) return text;
      return [&receipt, text, kept = receipt_.rows(rule_set, session)](const records::SaidRow& row,
                                                                       std::string& to) {
        text(row, to);
        kept(row, receipt);
      };
    }
    const meaning::RuleSet& rules = inputs_[rule_set].loaded.rules;
    if (!session) {
      const auto nothing = evaluate::empty_record(rules);
      return [&rules, &summary, nothing, record = nothing](const records::SaidRow& row,
                                                           std::string& /*rows*/) mutable {
        records::to_record(row, nothing, record);
        summary.add(evaluate::evaluate(rules, record));
      };
    }
    const auto rows = std::make_shared<cohort::RowSession>(*session);
    return [rows, &summary](const records::SaidRow& row, std::string& /*rows*/) {
      summary.add(rows->assess(row, cohort::Wanted::everything));
    };
  }

  void rule_set(std::size_t index) {
    const meaning::Loaded& loaded = inputs_[index].loaded;
    SourcePieces pieces(source_, loaded, portion_);
    const records::Layout* layout = pieces.layout();
    if (layout == nullptr) return;
    // The first piece, which has some rows only, is the evaluator's: tables are prepared where
    // there is more, as that takes the time of some hundred rows. Pages of text need none.
    const bool by_tables = flags_.summary || text_.one_line();
    MaybeSession session;
    std::size_t given = 0;
    std::vector<cohort::Summary> summaries(jobs_, cohort::Summary(loaded.rules));
    std::vector<std::string> receipts(jobs_);
    // The last one is of the first piece.
    std::vector<std::unique_ptr<cohort::Assessor>> assessors(jobs_ + 1);
    Work work;
    work.produce = [&](records::Piece& piece, const std::atomic<bool>& stopped) {
      if (!pieces.next(piece, stopped)) return false;
      if (++given == 2 && by_tables) session.emplace(loaded.rules);
      return true;
    };
    // Each worker makes its own, which takes time where a rule set is large.
    work.work = [&](std::size_t worker, Block& block) {
      auto& assessor = assessors[by_tables && !session ? jobs_ : worker];
      if (!assessor) {
        assessor = std::make_unique<cohort::Assessor>(
            records::PieceReader(loaded, source_.name(), *layout),
            assess_rows(index, session, summaries[worker], receipts[worker]));
      }
      const auto begin = std::chrono::steady_clock::now();
      receipts[worker].clear();
      assessor->assess(block.piece, block.assessed);
      block.receipt.swap(receipts[worker]);
      block.seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    work.consume = [&](Block& block) { return take(block); };
    work.idle = [&] { results_.flush(); };
    do_in_order(jobs_, work);
    for (const cohort::Summary& each : summaries) counted_.back().summary.add(each);
  }

  bool take(Block& block) {
    if (is_broken() || interrupted() != 0) return false;
    const cohort::Assessed& assessed = block.assessed;
    for (const records::Reject& each : assessed.rejects) rejects_.add(source_.name(), each);
    counted_.back().rejected += assessed.rejects.size();
    patients_ += assessed.patients;
    if (!flags_.summary) results_.add(assessed.rows, assessed.patients);
    receipt_.take(block.receipt, assessed.patients);
    next_line_ = block.piece.next_line;
    adjust_portion(block);
    const Input& input = source_.input();
    const std::uint64_t before = (counted_.size() - 1) * input.size();
    progress_.update({patients_ + rejects_.count(), rejects_.count(), before + input.position(),
                      inputs_.size() * input.size()});
    return !is_broken();
  }

  bool is_broken() const { return results_.is_broken() || receipt_.is_broken(); }

  // How large the next blocks are does not change what they come to.
  void adjust_portion(const Block& block) {
    const std::size_t size = std::max<std::size_t>(block.piece.size, 1);
    const std::size_t bytes = block.assessed.rows.size() + block.receipt.size();
    const std::size_t by_result = usual_result / (bytes / size + 1);
    const double by_time =
        static_cast<double>(size) * usual_seconds / std::max(block.seconds, 1e-6);
    const auto most = static_cast<std::size_t>(std::min<double>(by_time, Input::largest));
    portion_ = std::clamp(std::min(by_result, most), least_read, Input::largest);
  }

  // What was done stays; the message says how much that is, and how to do the rest.
  int stop_in_order(const RuleSetInput& rules) {
    const auto rows = flags_.summary ? Result<std::string>("") : results_.finish_part();
    const auto rejected = rejects_.finish_part();
    for (const auto* each : {&rows, &rejected}) {
      if (const auto* problem = std::get_if<Problem>(each)) (void)fail(*problem);
    }
    const Stopped stopped{inputs_.size() > 1 ? guideline_name(rules) : "",
                          source_.name(),
                          patients_ - patients_before_,
                          counted_.empty() ? 0 : counted_.back().rejected,
                          next_line_,
                          source_.format() == records::Format::csv,
                          flags_.summary,
                          place_of(rows),
                          place_of(rejected)};
    tell(stopped_in_words(stopped));
    if (receipt_.wanted()) tell(no_receipt);
    return exit_code_of(interrupted());
  }

  static std::string place_of(const Result<std::string>& part) {
    const auto* place = std::get_if<std::string>(&part);
    return place == nullptr ? "" : *place;
  }

  int finish() {
    if (flags_.summary) {
      results_.add_page(as_json_ ? summary_json(counted_) : summary_text(counted_));
    }
    int code = rejects_.count() > 0 ? wrong : done;
    // No results where they cannot be kept, and no receipt where not all of them could be given.
    if (!results_.is_broken()) {
      code = receipt_.finish(rejects_.count(), code);
    } else if (receipt_.wanted()) {
      tell(no_receipt);
    }
    if (code == failed) return failed;
    code = results_.finish(code);
    code = std::max(code, rejects_.finish(code));
    if (results_.is_broken()) return code;
    if (rejects_.count() > 0) {
      tell(fmt::format("{} assessed, {} rejected", patients_, rejects_.count()));
    } else if (patients_ == 0) {
      tell(fmt::format("bedside: there is no patient in {}.", source_.name()));
    }
    return code;
  }

  const std::vector<RuleSetInput>& inputs_;
  const AssessFlags& flags_;
  bool as_json_;
  std::size_t jobs_;
  FindingsSource& source_;
  const ResultText& text_;
  Results results_;
  ReceiptFile receipt_;
  Progress progress_;
  Rejects rejects_;
  std::vector<Counted> counted_;  // by rule set
  std::size_t patients_ = 0;
  std::size_t patients_before_ = 0;  // for the rule sets before this one
  std::size_t next_line_ = 1;        // of the first row that is not done for this rule set
  std::atomic<std::size_t> portion_ = least_read;
};

}  // namespace

int assess_findings(const std::vector<RuleSetInput>& inputs, const Common& common,
                    const AssessFlags& flags) {
  FindingsSource source(flags, inputs.front().loaded);
  if (source.input().problem()) return fail(*source.input().problem());
  const bool many = source.has_rows();
  const std::string usual = many && !flags.summary ? "csv" : "text";
  const std::string format = common.format.empty() ? usual : common.format;
  if (const auto refused = refused_format(flags, format)) return *refused;
  Whys whys(flags);
  if (const int code = whys.read(inputs, common); code != done) return code;
  const ResultText text(inputs, common, flags.summary ? "text" : format, many, whys);
  Run run(inputs, common, flags, source, text);
  if (!many) {
    const auto content = source.text();
    if (const auto* problem = std::get_if<Problem>(&content)) return fail(*problem);
    return run.text(std::get<std::string>(content));
  }
  const StopsInOrder in_order;
  if (const int code = run.check(); code != done) return code;
  return run.all();
}

}  // namespace bedside::commands
