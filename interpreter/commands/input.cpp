// Takes a path; gives the bytes that are there little by little, decompressed where they are
// compressed.
#include "interpreter/commands/input.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "interpreter/commands/interrupts.hpp"

namespace bedside::commands {

namespace {

std::int64_t when_changed(const struct stat& about) {
  return std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + about.st_mtim.tv_nsec;
}

}  // namespace

Input::Input(std::string path) : path_(std::move(path)) {
  auto opened = open_to_read(path_);
  if (auto* problem = std::get_if<Problem>(&opened)) {
    problem_ = std::move(*problem);
    return;
  }
  descriptor_ = std::get<int>(opened);
  struct stat about {};
  if (::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) return;
  begin_ = ::lseek(descriptor_, 0, SEEK_CUR);
  is_seekable_ = begin_ >= 0;
  changed_ = when_changed(about);
  size_ = is_seekable_ ? static_cast<std::uint64_t>(about.st_size - begin_) : 0;
}

Input::~Input() {
  if (descriptor_ >= 0 && descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

void Input::fail(const std::string& why) { problem_ = cannot_read(path_, why); }

// The next bytes as they stand in the file.
std::string_view Input::raw(std::size_t most) {
  if (replayed_ < kept_.size()) {
    const std::string_view bytes = std::string_view(kept_).substr(replayed_, most);
    replayed_ += bytes.size();
    position_ += bytes.size();
    return bytes;
  }
  if (!keeps_) {
    kept_.clear();
    replayed_ = 0;
  }
  buffer_.resize(most);
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer_.data(), most);
  } while (count < 0 && errno == EINTR && interrupted() == 0);
  if (count < 0 && errno != EINTR) fail(std::strerror(errno));
  if (count == 0) check_unchanged();
  const std::string_view bytes(buffer_.data(), count < 0 ? 0 : static_cast<std::size_t>(count));
  position_ += bytes.size();
  if (keeps_) {
    kept_ += bytes;
    replayed_ = kept_.size();
  }
  return bytes;
}

// Half of an old file and half of a new one, or a row of which the end is still to be written, is
// no patient.
void Input::check_unchanged() {
  struct stat about {};
  if (!is_seekable_ || ::fstat(descriptor_, &about) != 0) return;
  const bool same =
      about.st_size - begin_ == static_cast<std::int64_t>(size_) && when_changed(about) == changed_;
  if (!same) fail("it was changed while it was read");
}

// The first bytes tell whether it is compressed; a pipe may give one byte alone, which does not.
void Input::begin(std::string& bytes, std::size_t most) {
  has_begun_ = true;
  while (bytes.size() < 2) {
    const std::string_view more = raw(most);
    if (more.empty()) return;
    bytes += more;
  }
  if (!is_gzip(bytes)) return;
  first_ = bytes;
  gunzip_.emplace();
  gunzip_->put(first_);
}

void Input::decompress(std::string& bytes, std::size_t most) {
  Gunzip::Got got = gunzip_->get(bytes, most);
  while (got == Gunzip::Got::needs_more) {
    const std::string_view more = raw(largest);
    if (more.empty()) break;
    gunzip_->put(more);
    got = gunzip_->get(bytes, most);
  }
  if (problem_) return;
  if (got == Gunzip::Got::damaged) fail("what is compressed in it is damaged");
  if (got == Gunzip::Got::needs_more && !gunzip_->complete()) {
    fail("it is compressed, and its end is missing");
  }
}

void Input::read(std::string& bytes, std::size_t most) {
  bytes.clear();
  if (problem_) return;
  if (!has_begun_) {
    begin(bytes, most);
  } else if (!gunzip_) {
    bytes = raw(most);
  }
  if (gunzip_) decompress(bytes, most);
}

void Input::rewind(bool for_the_last_time) {
  if (is_seekable_ && ::lseek(descriptor_, begin_, SEEK_SET) < 0) fail(std::strerror(errno));
  if (for_the_last_time) keeps_ = false;
  replayed_ = 0;
  position_ = 0;
  has_begun_ = false;
  gunzip_.reset();
}

bool Input::ready(int milliseconds) const {
  if (is_seekable_ || problem_ || replayed_ < kept_.size()) return true;
  pollfd waiting{descriptor_, POLLIN, 0};
  return ::poll(&waiting, 1, milliseconds) != 0;
}

}  // namespace bedside::commands
