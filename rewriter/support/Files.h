// SPDX-License-Identifier: GPL-2.0-or-later
// Small helpers for files, folders and child processes.
#ifndef UMBRA_SUPPORT_FILES_H
#define UMBRA_SUPPORT_FILES_H

#include <string>
#include <vector>

namespace umbra {

bool readFile(const std::string &Path, std::string &Text);
/// Returns "" or the reason it failed; a full disk is noticed at close.
std::string writeFile(const std::string &Path, const std::string &Text);
bool isDirectory(const std::string &Path);
bool isFile(const std::string &Path);
std::string absolutePath(const std::string &Path);
/// Symbolic links resolved; the path itself if it does not exist.
std::string realPath(const std::string &Path);
std::string directoryOf(const std::string &Path);
std::string baseName(const std::string &Path);
/// Path below Root without the leading "Root/", or "" if it is not below.
std::string below(const std::string &Root, const std::string &Path);
/// All files below Root, relative, sorted.
std::vector<std::string> filesBelow(const std::string &Root);

/// A folder under $TMPDIR that is removed with its contents.
class ScratchDirectory {
public:
  ScratchDirectory();
  ~ScratchDirectory();
  const std::string &path() const { return Path; }
  ScratchDirectory(const ScratchDirectory &) = delete;

private:
  std::string Path;
};

struct CommandResult {
  int Status = -1; // exit status; -1: not started
  std::string Out;
  std::string Err;
};

/// Runs Args[0], found through PATH, without a shell.
CommandResult runCommand(const std::vector<std::string> &Args);

} // namespace umbra

#endif
