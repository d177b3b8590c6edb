// Takes paths; gives what is in files, and writes what goes into them. The one place that opens
// any.
#include "interpreter/commands/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace bedside::commands {

namespace {

namespace fs = std::filesystem;

// Rule files and records are texts; anything larger is not meant.
constexpr std::size_t largest_file = std::size_t{4} * 1024 * 1024 * 1024 - 1;
constexpr std::size_t chunk = std::size_t{1} << 16U;

std::string reason() { return std::strerror(errno); }

Result<std::string> read_all(int descriptor, const std::string& path) {
  std::string content;
  for (;;) {
    const std::size_t before = content.size();
    content.resize(before + chunk);
    const ssize_t count = ::read(descriptor, content.data() + before, chunk);
    if (count < 0 && errno == EINTR) {
      content.resize(before);
      continue;
    }
    if (count < 0) return cannot_read(path, reason());
    content.resize(before + static_cast<std::size_t>(count));
    if (count == 0) return content;
    if (content.size() > largest_file) return cannot_read(path, "it is larger than 4 GB");
  }
}

}  // namespace

Problem cannot_read(const std::string& path, const std::string& why) {
  return {fmt::format("{} cannot be read: {}.", path == "-" ? "standard input" : "`" + path + "`",
                      why)};
}

Result<int> open_to_read(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return cannot_read(path, reason());
  struct stat about {};
  if (::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
    ::close(descriptor);
    return cannot_read(path, "it is a folder");
  }
  return descriptor;
}

Result<std::string> read_file(const std::string& path) {
  const auto opened = open_to_read(path);
  if (const auto* problem = std::get_if<Problem>(&opened)) return *problem;
  const int descriptor = std::get<int>(opened);
  Result<std::string> content = read_all(descriptor, path);
  if (descriptor != STDIN_FILENO) ::close(descriptor);
  return content;
}

Result<std::vector<std::string>> rule_files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  const auto skip = fs::directory_options::skip_permission_denied;
  fs::recursive_directory_iterator each(folder, skip, error);
  for (; !error && each != fs::recursive_directory_iterator(); each.increment(error)) {
    std::error_code ignored;
    if (each->path().extension() == ".bedside" && each->is_regular_file(ignored)) {
      files.push_back(each->path().string());
    }
  }
  if (error) return cannot_read(folder, error.message());
  std::sort(files.begin(), files.end());
  return files;
}

std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : real.string();
}

bool may_be_written(const std::string& path) { return ::access(path.c_str(), W_OK) == 0; }

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

Output::Output(std::string path) : path_(path == "-" ? "" : std::move(path)) {
  descriptor_ = STDOUT_FILENO;
  if (!to_file()) return;
  if (path_.ends_with(".gz")) gzip_ = std::make_unique<Gzip>();
  std::error_code error;
  // A device or a pipe cannot be renamed over.
  const bool special = fs::exists(path_, error) && !fs::is_regular_file(path_, error);
  // A link stays one: what it leads to is replaced.
  if (!special && fs::is_symlink(path_, error)) {
    const auto whole = fs::canonical(path_, error);
    if (!error) path_ = whole.string();
  }
  if (!special) temporary_ = fmt::format("{}.{}.part", path_, ::getpid());
  const std::string& target = special ? path_ : temporary_;
  descriptor_ = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) problem_ = reason();
  // The file that is replaced may be run, or hidden from others: so is the new one.
  struct stat before {};
  if (descriptor_ >= 0 && !special && ::stat(path_.c_str(), &before) == 0) {
    if (::fchmod(descriptor_, before.st_mode & 07777U) != 0) problem_ = reason();
  }
}

Output::~Output() {
  if (!to_file() || descriptor_ < 0) return;
  ::close(descriptor_);
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

Result<std::monostate> Output::finish() {
  if (gzip_ && problem_.empty()) gzip_->finish(buffer_);
  if (problem_.empty()) flush();
  if (problem_.empty() && to_file()) {
    if (::close(descriptor_) != 0) problem_ = reason();
    descriptor_ = -1;
    const bool rename = problem_.empty() && !temporary_.empty();
    if (rename && ::rename(temporary_.c_str(), path_.c_str()) != 0) problem_ = reason();
    if (!problem_.empty() && !temporary_.empty()) ::unlink(temporary_.c_str());
  }
  if (problem_.empty()) return std::monostate{};
  // `bedside … | head -1`: whoever read has had enough, which needs no words.
  if (closed_ && !to_file()) return Problem{""};
  return Problem{fmt::format("{} cannot be written: {}.",
                             to_file() ? "`" + path_ + "`" : "standard output", problem_)};
}

}  // namespace bedside::commands
