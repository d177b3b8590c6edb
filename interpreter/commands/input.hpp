// Takes a path; gives the bytes that are there little by little, decompressed where they are
// compressed.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/commands/files.hpp"
#include "interpreter/commands/gzip.hpp"

namespace bedside::commands {

/// A file, or standard input for "-". What begins like gzip is decompressed, whatever its name.
class Input {
 public:
  /// So many bytes come at once.
  static constexpr std::size_t largest = std::size_t{1} << 16U;

  explicit Input(std::string path);
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input();

  /// The next bytes, at most so many, in place of what `bytes` held; none at the end, or where
  /// there is a problem.
  void read(std::string& bytes, std::size_t most = largest);
  const std::optional<Problem>& problem() const { return problem_; }

  /// From now on, what cannot be read twice is kept in memory, for rewind().
  void keep() { keeps_ = !is_seekable_; }
  /// Goes back to the begin. `for_the_last_time`: it is not kept any longer.
  void rewind(bool for_the_last_time);

  /// Waits so long for bytes; whether some (or the end) are there.
  bool ready(int milliseconds) const;
  /// How many bytes the file has and how many of them are read; 0 where that is not known.
  std::uint64_t size() const { return size_; }
  std::uint64_t position() const { return position_; }

 private:
  std::string_view raw(std::size_t most);
  void begin(std::string& bytes, std::size_t most);
  void decompress(std::string& bytes, std::size_t most);
  void fail(const std::string& why);
  void check_unchanged();

  std::string path_;
  int descriptor_ = -1;
  std::optional<Problem> problem_;
  bool is_seekable_ = false;
  std::int64_t begin_ = 0;  // where standard input stood
  std::uint64_t size_ = 0;
  std::int64_t changed_ = 0;  // when the file was changed last, in nanoseconds
  std::atomic<std::uint64_t> position_ = 0;
  std::string buffer_;
  bool has_begun_ = false;
  std::string first_;  // of what is compressed
  std::optional<Gunzip> gunzip_;
  bool keeps_ = false;
  std::string kept_;
  std::size_t replayed_ = 0;  // of what was kept
};

}  // namespace bedside::commands
