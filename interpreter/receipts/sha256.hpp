// Takes bytes; gives their SHA-256 in hexadecimal digits. libmd lives here alone.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace bedside::receipts {

/// Of bytes that come little by little.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  /// Of all that was added; more can be added afterwards.
  std::string text() const;
  /// Goes on by itself from here.
  Sha256 copy() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);

/// So many digits a SHA-256 has.
inline constexpr std::size_t sha256_size = 64;

}  // namespace bedside::receipts
