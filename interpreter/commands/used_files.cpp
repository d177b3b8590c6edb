// Takes the files and folders that a person names; gives the reading of what their rules use.
#include "interpreter/commands/used_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "interpreter/commands/files.hpp"

namespace bedside::commands {

void UsedFiles::add_root(const std::string& path) {
  std::string folder = path;
  if (path == "-") {
    folder = ".";
  } else if (!is_folder(path)) {
    const auto slash = path.find_last_of('/');
    folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  }
  std::string real = real_path(folder);
  while (real.ends_with('/')) real.pop_back();
  if (std::find(roots_.begin(), roots_.end(), real) == roots_.end()) roots_.push_back(real);
}

bool UsedFiles::is_inside(const std::string& real) const {
  if (outside_ == Outside::allowed) return true;
  return std::any_of(roots_.begin(), roots_.end(), [&](const std::string& root) {
    return real.size() > root.size() && real.starts_with(root) && real[root.size()] == '/';
  });
}

meaning::UsedFile UsedFiles::read(const std::string& path) const {
  meaning::UsedFile file;
  file.real = real_path(path);
  if (!is_inside(file.real)) {
    file.why =
        "it lies outside the folder of the rules that were named (--allow-outside lets them use "
        "it)";
    return file;
  }
  auto content = read_plain_file(path);
  if (auto* text = std::get_if<std::string>(&content)) {
    file.content = std::move(*text);
  } else if (const std::string& why = std::get<Problem>(content).why;
             why != std::strerror(ENOENT)) {
    file.why = why;
  }
  return file;
}

}  // namespace bedside::commands
