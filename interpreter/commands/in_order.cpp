// Takes work in blocks; does several blocks at once and gives what they come to in their order.
#include "interpreter/commands/in_order.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace bedside::commands {

namespace {

/// One thread makes pieces, some assess them, the caller's takes the results. At most so many
/// blocks are under way that no worker waits for a slower one; their memory is used again.
class Line {
 public:
  Line(std::size_t jobs, const Work& work) : work_(work), most_(2 * jobs + 2) {
    if (!start([this] { produce(); })) return;
    for (std::size_t i = 0; i < jobs && start([this, i] { assess(i); }); ++i) continue;
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() { stop(); }

  /// Whether the system has threads enough: one that makes pieces and one that assesses them.
  bool can_run() const { return threads_.size() > 1; }

  void run(std::unique_ptr<Block> first) {
    push(std::move(first));
    {
      const std::lock_guard lock(mutex_);
      begun_ = true;
      room_.notify_all();
    }
    while (auto block = take()) {
      if (!work_.consume(*block)) break;
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(block));
      room_.notify_one();
    }
    stop();
    if (error_) std::rethrow_exception(error_);
  }

 private:
  struct Slot {
    std::unique_ptr<Block> block;
    bool done = false;
  };

  // Where the system has no more threads, fewer do.
  template <class Part>
  bool start(const Part& part) {
    try {
      threads_.emplace_back([this, part] { guarded(part); });
      return true;
    } catch (const std::system_error&) {
      return false;
    } catch (const std::bad_alloc&) {
      return false;
    }
  }

  template <class Part>
  void guarded(const Part& part) {
    try {
      part();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = std::current_exception();
      stopped_ = true;
      wake();
    }
  }

  void wake() {
    room_.notify_all();
    ready_.notify_all();
    done_.notify_all();
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      wake();
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  void push(std::unique_ptr<Block> block) {
    const std::lock_guard lock(mutex_);
    slots_.push_back(std::make_unique<Slot>(Slot{std::move(block), false}));
    ready_.notify_one();
  }

  void produce() {
    while (auto block = empty_block()) {
      if (!work_.produce(block->piece, stopped_)) break;
      push(std::move(block));
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    wake();
  }

  // Waits for room; null where nothing is wanted any more.
  std::unique_ptr<Block> empty_block() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return stopped_ || (begun_ && slots_.size() < most_); });
    if (stopped_) return nullptr;
    if (free_.empty()) return std::make_unique<Block>();
    auto block = std::move(free_.back());
    free_.pop_back();
    block->assessed.clear();
    return block;
  }

  void assess(std::size_t worker) {
    while (true) {
      std::unique_lock lock(mutex_);
      ready_.wait(lock, [this] { return stopped_ || ended_ || next_ < slots_.size(); });
      if (stopped_ || next_ == slots_.size()) return;
      Slot& slot = *slots_[next_++];
      lock.unlock();
      work_.work(worker, *slot.block);
      lock.lock();
      slot.done = true;
      done_.notify_one();
    }
  }

  // The next block in their order; null at the end.
  std::unique_ptr<Block> take() {
    std::unique_lock lock(mutex_);
    const auto is_ready = [this] {
      return stopped_ || (slots_.empty() ? ended_ : slots_.front()->done);
    };
    if (!is_ready()) {
      lock.unlock();
      work_.idle();
      lock.lock();
      done_.wait(lock, is_ready);
    }
    if (stopped_ || slots_.empty()) return nullptr;
    auto block = std::move(slots_.front()->block);
    slots_.pop_front();
    --next_;
    return block;
  }

  const Work& work_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable room_;   // a block was taken
  std::condition_variable ready_;  // a piece is there
  std::condition_variable done_;   // a block is assessed
  std::deque<std::unique_ptr<Slot>> slots_;
  std::size_t next_ = 0;  // of `slots_`, the first one that nobody has begun
  std::vector<std::unique_ptr<Block>> free_;
  bool begun_ = false;
  bool ended_ = false;
  std::atomic<bool> stopped_ = false;
  std::exception_ptr error_;
  std::vector<std::thread> threads_;
};

}  // namespace

void do_in_order(std::size_t jobs, const Work& work) {
  // What is short is done before a thread would have begun; and of what comes slowly through a
  // pipe, the first rows are not waited for.
  const std::atomic<bool> stopped = false;
  auto block = std::make_unique<Block>();
  for (bool first = true; work.produce(block->piece, stopped); first = false) {
    if (jobs > 1 && !first) {
      Line line(jobs, work);
      if (line.can_run()) return line.run(std::move(block));
      jobs = 1;
    }
    work.work(0, *block);
    if (!work.consume(*block)) return;
    block->assessed.clear();
    work.idle();
  }
}

}  // namespace bedside::commands
