// Takes bytes; gives their SHA-256 in hexadecimal digits. libmd lives here alone.
#include "interpreter/receipts/sha256.hpp"

#include <fmt/format.h>

#include <sha2.h>

#include <array>

namespace bedside::receipts {

struct Sha256::State {
  SHA2_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { SHA256Init(&state_->context); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  SHA256Update(&state_->context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Sha256::text() const {
  SHA2_CTX context = state_->context;
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA256Final(digest.data(), &context);
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

Sha256 Sha256::copy() const {
  Sha256 other;
  *other.state_ = *state_;
  return other;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.text();
}

}  // namespace bedside::receipts
