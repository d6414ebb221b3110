// SPDX-License-Identifier: GPL-2.0-or-later
// What the user is told: file:line:col, what, the source line, the cure.
//
// Everything is collected first and printed in the order of places, so that
// the output does not depend on which thread was faster.
#ifndef UMBRA_SUPPORT_DIAGNOSTICS_H
#define UMBRA_SUPPORT_DIAGNOSTICS_H

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace umbra {

/// Exit codes of every subcommand; documented in umbra(1).
enum ExitCode {
  ExitOk = 0,     // done, nothing wrong
  ExitInput = 1,  // an error in the driver, the specs or the kernel's headers
  ExitUsage = 2,  // an unknown option or a missing argument
  ExitOutput = 3, // OUT is not empty, not writable, or the disk is full
  ExitKernel = 4, // no usable kernel build folder, or Kbuild failed
};

/// A place in a file as the user names it. Line 0: the file as a whole.
struct Place {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;

  bool valid() const { return !File.empty(); }
  bool operator<(const Place &O) const;
  bool operator==(const Place &O) const;
  /// "file:line", for reports and comments in generated code.
  std::string str() const;
};

enum class Severity { Note, Warning, Error };

struct Diagnostic {
  Severity Level;
  Place Where;
  std::string Message;
  /// What to do about it; printed on a line of its own.
  std::string Cure;
};

class Diagnostics {
public:
  void error(Place Where, std::string Message, std::string Cure = "");
  void warning(Place Where, std::string Message, std::string Cure = "");
  /// Text that Clang has already laid out; counts as one error.
  void clangErrors(const std::string &File, std::string Text);

  bool hasErrors() const { return Errors != 0; }
  unsigned errors() const { return Errors; }
  unsigned warnings() const { return Warnings; }
  /// Print what has come in since the last time, sorted by place.
  void flush();

private:
  void add(Severity Level, Place Where, std::string Message, std::string Cure);

  std::mutex Lock; // guards all below
  std::vector<Diagnostic> Pending;
  std::map<std::string, std::string> Clang; // file -> text
  unsigned Errors = 0;
  unsigned Warnings = 0;
};

/// The nearest of Known to Word, or "" if nothing is near.
std::string didYouMean(const std::string &Word, const std::vector<std::string> &Known);

} // namespace umbra

#endif
