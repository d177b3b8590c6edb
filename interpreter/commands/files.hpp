// Takes paths; gives what is in files, and writes what goes into them. The one place that opens
// any.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "interpreter/commands/gzip.hpp"
#include "interpreter/commands/interrupts.hpp"

namespace bedside::commands {

/// Why something outside could not be done, as a sentence for a person.
struct Problem {
  std::string text;
  std::string why = {};  ///< of what cannot be read: the half of it that says why
};

template <class Value>
using Result = std::variant<Value, Problem>;

/// "`x.csv` cannot be read: it is a folder."
Problem cannot_read(const std::string& path, const std::string& why);

/// A descriptor to read a file from, or standard input for "-".
Result<int> open_to_read(const std::string& path);

/// The bytes of a text (rules, a list of changes, one patient), or of standard input for "-". A
/// pipe or a device is read to its end; nothing larger than any such text is.
Result<std::string> read_file(const std::string& path);

/// The bytes of a file that another one names: no pipe, which might be waited for, and no device.
Result<std::string> read_plain_file(const std::string& path);

/// Every `.bedside` file below a folder, sorted.
Result<std::vector<std::string>> rule_files_below(const std::string& folder);

/// One name for one file, however the path to it is written, links followed.
std::string real_path(const std::string& path);

/// Whether the file may be written to; a file that is read-only is not replaced by another.
bool may_be_written(const std::string& path);

bool is_folder(const std::string& path);
bool exists(const std::string& path);

/// Where everything goes that is written: standard output, or a file. A file is written beside its
/// place, under another name, and takes the place when it is whole and on the disk: whatever
/// happens, there is the old file or the new one. It keeps the permissions of the old one; a link
/// stays, and what it leads to is replaced. A device or a pipe is written to directly. A file whose
/// name ends in `.gz` is compressed.
class Output {
 public:
  /// An empty path or "-" is standard output.
  explicit Output(std::string path);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  /// Takes away what was not finished.
  ~Output();

  void write(std::string_view text);
  /// What was written can be read now (of a compressed file: what is ready). A problem is told by
  /// finish().
  void flush();
  /// Nothing can be written any more, so that nothing need be made ready for it.
  bool is_broken() const { return !problem_.empty(); }
  /// Puts the file in its place. A problem where anything could not be written.
  Result<std::monostate> finish();
  /// Ends what is only a part: it is kept under the name of the file with `.part` behind it, and
  /// the file stays as it was. Gives where the part is.
  Result<std::string> finish_part();

 private:
  bool to_file() const { return !path_.empty(); }
  void open();
  void open_temporary();
  void put(const std::string& place);
  Result<std::monostate> outcome() const;

  std::string path_;
  std::string temporary_;
  std::unique_ptr<Temporary> watched_;
  std::string buffer_;
  std::unique_ptr<Gzip> gzip_;
  int descriptor_ = -1;
  std::string problem_;
  bool closed_ = false;  // nobody reads any more
};

}  // namespace bedside::commands
