// Takes work in blocks; does several blocks at once and gives what they come to in their order.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

#include "interpreter/cohort/stream.hpp"

namespace bedside::commands {

/// Rows that are assessed together, and what they come to.
struct Block {
  records::Piece piece;
  cohort::Assessed assessed;
  std::string receipt;  ///< lines of the receipt, where there is one
  double seconds = 0;   ///< that it took
};

/// What is done with each block.
struct Work {
  /// Fills the next piece; false at the end. Called in one place at a time. Where it has to wait
  /// long, it looks at `stopped` and ends too.
  std::function<bool(records::Piece&, const std::atomic<bool>& stopped)> produce;
  /// Assesses it; several at once, each `worker` (from 0) one after the other.
  std::function<void(std::size_t worker, Block&)> work;
  /// Takes what it came to, in the order of the blocks; false where no more is wanted. Called by
  /// the caller's own thread alone, as is `idle`.
  std::function<bool(Block&)> consume;
  /// Nothing is ready to be taken.
  std::function<void()> idle;
};

/// Does it all, with `jobs` workers; with one, no thread is made. What a part throws is thrown.
void do_in_order(std::size_t jobs, const Work& work);

}  // namespace bedside::commands
