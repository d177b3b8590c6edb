// Takes what is written, piece by piece; gives the file that holds all of it, or the one that was
// there before.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "interpreter/commands/files.hpp"

namespace bedside::commands {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = std::size_t{1} << 16U;
constexpr int most_links = 40;
constexpr int most_names = 100;

std::string reason() { return std::strerror(errno); }

// What a link leads to in the end, also where nothing is there yet; a circle stays as it is.
std::string target_of(const std::string& path) {
  fs::path at = path;
  std::error_code error;
  for (int i = 0; i < most_links && fs::is_symlink(at, error); ++i) {
    const fs::path next = fs::read_symlink(at, error);
    if (error) return path;
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return at.string();
}

// On the disk, as far as a file system can tell.
bool is_on_disk(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS || errno == ENOSYS;
}

// The new name, too. Where a folder cannot be told to, the file system will in its time.
void keep_name(const std::string& path) {
  std::string folder = fs::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  (void)::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Output::Output(std::string path) : path_(path == "-" ? "" : std::move(path)) {
  descriptor_ = STDOUT_FILENO;
  if (path_.ends_with(".gz")) gzip_ = std::make_unique<Gzip>();
  if (to_file()) open();
}

void Output::open() {
  struct stat before {};
  const bool exists = ::stat(path_.c_str(), &before) == 0;
  if (!exists && errno != ENOENT) {
    descriptor_ = -1;
    problem_ = reason();
    return;
  }
  if (exists && !S_ISREG(before.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor_ < 0) problem_ = reason();
    return;
  }
  descriptor_ = -1;
  path_ = target_of(path_);
  // A file that is read-only is meant to stay.
  if (exists && ::access(path_.c_str(), W_OK) != 0) {
    problem_ = reason();
    return;
  }
  open_temporary();
  if (descriptor_ < 0 || !exists) return;
  // The file that is replaced may be run, or hidden from others: so is the new one. Its owner can
  // be kept by few.
  (void)!::fchown(descriptor_, before.st_uid, before.st_gid);
  if (::fchmod(descriptor_, before.st_mode & 07777U) != 0) problem_ = reason();
}

void Output::open_temporary() {
  const fs::path folder = fs::path(path_).parent_path();
  for (int i = 0; i < most_names; ++i) {
    temporary_ = (folder / fmt::format(".bedside-{}-{}.part", ::getpid(), i)).string();
    watched_ = std::make_unique<Temporary>(temporary_);
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) return;
    watched_.reset();
    if (errno != EEXIST) break;
  }
  problem_ = reason();
  temporary_.clear();
}

Output::~Output() {
  if (to_file() && descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::write(std::string_view text) {
  if (!problem_.empty()) return;
  if (gzip_) {
    gzip_->add(text, buffer_);
  } else {
    buffer_ += text;
  }
  if (buffer_.size() >= chunk) flush();
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && problem_.empty()) {
    const ssize_t count = ::write(descriptor_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      closed_ = errno == EPIPE;
      problem_ = reason();
    }
  }
  buffer_.clear();
}

// Writes what is left and gives the file its name.
void Output::put(const std::string& place) {
  if (gzip_ && problem_.empty()) gzip_->finish(buffer_);
  if (problem_.empty()) flush();
  if (!to_file()) return;
  if (problem_.empty() && !is_on_disk(descriptor_)) problem_ = reason();
  if (descriptor_ >= 0 && ::close(descriptor_) != 0 && problem_.empty()) problem_ = reason();
  descriptor_ = -1;
  if (temporary_.empty()) return;
  if (problem_.empty() && ::rename(temporary_.c_str(), place.c_str()) != 0) problem_ = reason();
  if (problem_.empty()) {
    keep_name(place);
  } else {
    ::unlink(temporary_.c_str());
  }
  temporary_.clear();
  watched_.reset();
}

Result<std::monostate> Output::outcome() const {
  if (problem_.empty()) return std::monostate{};
  // `bedside … | head -1`: whoever read has had enough, which needs no words.
  if (closed_ && !to_file()) return Problem{""};
  return Problem{fmt::format("{} cannot be written: {}.",
                             to_file() ? "`" + path_ + "`" : "standard output", problem_)};
}

Result<std::monostate> Output::finish() {
  put(path_);
  return outcome();
}

Result<std::string> Output::finish_part() {
  const std::string part = temporary_.empty() ? path_ : path_ + ".part";
  put(part);
  const auto ended = outcome();
  if (const auto* problem = std::get_if<Problem>(&ended)) return *problem;
  return part;
}

}  // namespace bedside::commands
