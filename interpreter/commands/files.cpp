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

#include "lang/text/utf8.hpp"

namespace bedside::commands {

namespace {

namespace fs = std::filesystem;

// Rule files and records are texts; anything larger is not meant.
constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;
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
    if (content.size() > largest_file) return cannot_read(path, "it is larger than 64 MB");
  }
}

}  // namespace

namespace {

// Paths stand in messages, results and names of rules; a terminal acts on such a name.
bool has_odd_name(const std::string& path) {
  for (std::size_t i = 0; i < path.size();) {
    const auto c = text::character_at(path, i);
    if (c && (text::is_control(c->code) || text::is_direction_control(c->code))) return true;
    i += c ? c->size : 1;
  }
  return false;
}

constexpr const char* odd_name = "its name has control characters in it";

}  // namespace

Problem cannot_read(const std::string& path, const std::string& why) {
  const std::string what = path == "-" ? "standard input" : "`" + path + "`";
  return {fmt::format("{} cannot be read: {}.", what, why), why};
}

Result<int> open_to_read(const std::string& path) {
  if (path == "-") return STDIN_FILENO;
  if (has_odd_name(path)) return cannot_read(path, odd_name);
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

Result<std::string> read_plain_file(const std::string& path) {
  if (has_odd_name(path)) return cannot_read(path, odd_name);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) return cannot_read(path, reason());
  struct stat about {};
  const bool known = ::fstat(descriptor, &about) == 0;
  Result<std::string> content = cannot_read(path, "it is a pipe or a device");
  if (known && S_ISDIR(about.st_mode)) content = cannot_read(path, "it is a folder");
  if (known && S_ISREG(about.st_mode)) content = read_all(descriptor, path);
  ::close(descriptor);
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
  return error ? fs::absolute(path, error).lexically_normal().string() : real.string();
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

}  // namespace bedside::commands
