// Takes a command and keys; gives what a person would see of it in a terminal.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace bedside::terminal {

/// A program in a pseudo-terminal of 80 columns. Nothing here waits for a fixed time: each wait
/// ends with what is waited for, and fails the test after half a minute without it.
class Terminal {
 public:
  /// The first word is the path of the program. Its folder is one of its own, which is its home
  /// too.
  explicit Terminal(const std::vector<std::string>& words);
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal();

  /// Presses keys: letters, or control characters such as those below.
  void press(const std::string& keys);
  /// Waits until this is seen, past all that was waited for before.
  void expect(const std::string& text);
  /// The exit code; 128 and the signal's number where one ended it.
  int wait_for_end();
  /// All that was seen so far, without colours and movements of the cursor.
  std::string seen() const;
  const std::string& folder() const { return folder_; }

 private:
  bool read_more();

  std::string folder_;
  int terminal_ = -1;
  pid_t process_ = -1;
  std::string raw_;
  std::size_t after_ = 0;  // in seen(): what was waited for ends here
};

inline const char* const enter = "\r";
inline const char* const left = "\x1b[D";
inline const char* const up = "\x1b[A";
inline const char* const backspace = "\x7f";
inline const char* const tab = "\t";
inline const char* const ctrl_a = "\x01";
inline const char* const ctrl_c = "\x03";
inline const char* const ctrl_d = "\x04";

/// The program under test.
std::string bedside();

}  // namespace bedside::terminal
