// Takes rule files; puts each into the one layout, or says which are not in it and what would
// change.
#include <fmt/format.h>
#include <unistd.h>

#include "interpreter/commands/commands.hpp"
#include "lang/format/format.hpp"
#include "lang/format/verify.hpp"
#include "lang/text/diff.hpp"

namespace bedside::commands {

namespace {

/// One text to format, and what is known of it.
struct Job {
  std::string path;  ///< as people know it
  std::string content;
  bool shipped = false;
};

/// The files that RULES name, each by itself.
class Jobs {
 public:
  explicit Jobs(bool writes) : writes_(writes) {}

  Result<std::vector<Job>> run(const std::vector<std::string>& rules) {
    for (const std::string& each : rules) {
      if (auto problem = take(each)) return *problem;
    }
    return std::move(jobs_);
  }

 private:
  std::optional<Problem> take(const std::string& word) {
    if (is_folder(word)) return take_folder(word);
    if (word == "-" || exists(word)) return take_file(word);
    const ShippedFile* guideline = shipped_named(word);
    if (guideline == nullptr) return no_such_rules(word);
    if (writes_) {
      return Problem{fmt::format(
          "`{}` is part of the program and cannot be written; --check and --diff can look at it.",
          word)};
    }
    jobs_.push_back({fmt::format("shipped:{}", word), std::string(guideline->text), true});
    return std::nullopt;
  }

  std::optional<Problem> take_file(const std::string& path) {
    auto content = read_file(path);
    if (auto* problem = std::get_if<Problem>(&content)) return *problem;
    jobs_.push_back({path, std::get<std::string>(std::move(content)), false});
    return std::nullopt;
  }

  std::optional<Problem> take_folder(const std::string& folder) {
    auto files = rule_files_below(folder);
    if (auto* problem = std::get_if<Problem>(&files)) return *problem;
    const auto& paths = std::get<std::vector<std::string>>(files);
    if (paths.empty()) {
      return Problem{fmt::format("There is no `.bedside` file below the folder `{}`.", folder)};
    }
    for (const std::string& path : paths) {
      if (auto problem = take_file(path)) return problem;
    }
    return std::nullopt;
  }

  bool writes_;
  std::vector<Job> jobs_;
};

class Formatting {
 public:
  Formatting(const Common& common, const FmtFlags& flags)
      : common_(common), flags_(flags), output_(common.output), used_(common.outside) {
    for (const std::string& each : common.rules) used_.add_root(each);
  }

  int run(const std::vector<Job>& jobs) {
    for (const Job& job : jobs) take(job);
    const int code = finish(output_, code_);
    if (!common_.quiet) tell_count(jobs.size());
    return code;
  }

 private:
  bool writes() const { return !flags_.check && !flags_.diff; }
  static std::string name_of(const Job& job) {
    return job.path == "-" ? "standard input" : job.path;
  }

  void take(const Job& job) {
    const text::Source source(name_of(job), job.content);
    const auto parsed = syntax::parse(source, 0);
    if (text::has_errors(parsed.messages)) return refuse(job, parsed.messages);
    const std::string after = format::format(parsed, source);
    const auto fault = format::verify({source.path(), job.content}, after,
                                      [&](const std::string& path) { return used_.read(path); });
    if (fault) return give_up(job, *fault);
    if (after != job.content) ++changed_;
    if (writes()) return write(job, after);
    if (after == job.content) return;
    worse(wrong);
    output_.write(flags_.diff ? text::unified_diff(name_of(job), job.content, after)
                              : name_of(job) + "\n");
  }

  void refuse(const Job& job, const text::Messages& messages) {
    text::Sources sources;
    sources.add(name_of(job), job.content);
    const text::Style style = style_for(common_, STDERR_FILENO);
    for (const text::Message& message : messages) {
      tell_text(text::render(message, sources, style));
    }
    left_as_it_is(job, "it cannot be read whole");
    worse(wrong);
  }

  void give_up(const Job& job, const format::Fault& fault) {
    left_as_it_is(job, fault.text);
    worse(fault.of_file ? wrong : failed);
    if (!fault.of_file) tell("bedside: This is an error of the program itself; please report it.");
  }

  void left_as_it_is(const Job& job, const std::string& why) {
    ++refused_;
    const char* const what = job.path == "-" ? "nothing was written" : "it was left as it is";
    tell(fmt::format("bedside: {}: {}: {}.", name_of(job), what, why));
  }

  void write(const Job& job, const std::string& after) {
    if (job.path == "-") return output_.write(after);
    if (after == job.content) return;
    if (::access(job.path.c_str(), W_OK) != 0) {
      worse(fail({fmt::format("`{}` may not be written.", job.path)}));
      return;
    }
    Output file(job.path);
    file.write(after);
    auto finished = file.finish();
    if (const auto* problem = std::get_if<Problem>(&finished)) return worse(fail(*problem));
    output_.write(fmt::format("{}: formatted\n", job.path));
  }

  // On one line, where there was more than one file to look at.
  void tell_count(std::size_t count) const {
    if (count < 2) return;
    std::string line = fmt::format("{}: ", counted(count, "file"));
    line += fmt::format("{} {}", changed_, writes() ? "formatted" : "not in the layout");
    line += fmt::format(", {} in it already", count - changed_ - refused_);
    if (refused_ > 0) {
      line += fmt::format(", {} left as {}", refused_, refused_ == 1 ? "it is" : "they are");
    }
    tell(line);
  }

  void worse(int code) { code_ = std::max(code_, code); }

  const Common& common_;
  const FmtFlags& flags_;
  Output output_;
  UsedFiles used_;
  int code_ = done;
  std::size_t changed_ = 0;
  std::size_t refused_ = 0;
};

}  // namespace

int format_rules(const Common& common, const FmtFlags& flags) {
  const bool writes = !flags.check && !flags.diff;
  auto jobs = Jobs(writes).run(common.rules);
  if (const auto* problem = std::get_if<Problem>(&jobs)) return fail(*problem);
  return Formatting(common, flags).run(std::get<std::vector<Job>>(jobs));
}

}  // namespace bedside::commands
