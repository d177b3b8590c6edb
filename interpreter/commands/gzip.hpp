// Takes bytes; gives them compressed as gzip has it (RFC 1952), or as they were before. zlib lives
// here alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace bedside::commands {

/// Compresses what is added. The same text becomes the same bytes, in whatever portions it comes.
class Gzip {
 public:
  Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip();

  /// Appends what has become ready to `to`.
  void add(std::string_view text, std::string& to);
  /// The rest; nothing may be added afterwards.
  void finish(std::string& to);

 private:
  struct State;
  void run(std::string_view text, int flush, std::string& to);

  std::unique_ptr<State> state_;
};

/// Undoes it, little by little; several compressed texts behind each other are one.
class Gunzip {
 public:
  enum class Got {
    some,        ///< bytes; there may be more
    needs_more,  ///< all that was put is used up
    damaged      ///< it was not compressed like this
  };

  Gunzip();
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip();

  /// The next compressed bytes, once those before are used up. They have to stay where they are.
  void put(std::string_view compressed);
  /// At most `most` bytes in place of what `bytes` held.
  Got get(std::string& bytes, std::size_t most);
  /// Whether all that was put is complete.
  bool complete() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether a text begins like a compressed one; no text that people can read does.
bool is_gzip(std::string_view bytes);

}  // namespace bedside::commands
