// SPDX-License-Identifier: GPL-2.0-or-later
// OUT appears complete: its files are written into a folder beside it, which
// then takes its place.
#include "output/Output.h"
#include "support/Files.h"

#include "llvm/Support/FileSystem.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace umbra {

namespace fs = llvm::sys::fs;

static bool isEmpty(const std::string &Folder) {
  std::error_code EC;
  fs::directory_iterator I(Folder, EC), End;
  return I == End;
}

int checkOutput(const std::string &Out, const std::string &Source, bool Force, Diagnostics &Diags) {
  std::string Path = absolutePath(Out), Real = realPath(Out);
  if (Real == Source || !below(Source, Real).empty() || !below(Real, Source).empty()) {
    Diags.error({Out}, "OUT and SRC overlap", "choose an OUT outside of SRC");
    return ExitOutput;
  }
  if (fs::exists(Path) && !isDirectory(Path)) {
    Diags.error({Out}, "exists and is not a folder", "choose another OUT");
    return ExitOutput;
  }
  if (isDirectory(Path) && !isEmpty(Path) && !Force) {
    Diags.error({Out}, "not empty", "choose another OUT, or --force to replace it");
    return ExitOutput;
  }
  // Folders that are missing are created: the first that exists counts.
  std::string Parent = directoryOf(Path);
  while (!fs::exists(Parent))
    Parent = directoryOf(Parent);
  if (!isDirectory(Parent) || access(Parent.c_str(), W_OK)) {
    Diags.error({Out}, "cannot be created: " + Parent + " is not writable", "choose another OUT");
    return ExitOutput;
  }
  return ExitOk;
}

int writeOutput(const std::string &Out, const std::map<std::string, std::string> &Files,
                Diagnostics &Diags) {
  std::string Path = absolutePath(Out);
  std::string Suffix = "." + std::to_string(getpid());
  std::string New = Path + ".new" + Suffix, Old = Path + ".old" + Suffix;
  std::string Error;
  for (const auto &[Name, Text] : Files) {
    std::string File = New + "/" + Name;
    if (std::error_code EC = fs::create_directories(directoryOf(File)))
      Error = EC.message();
    if (Error.empty())
      Error = writeFile(File, Text);
    if (!Error.empty()) {
      Error = Name + ": " + Error;
      break;
    }
  }
  bool Replaced = false;
  if (Error.empty() && fs::exists(Path)) {
    if (rename(Path.c_str(), Old.c_str()))
      Error = strerror(errno);
    else
      Replaced = true;
  }
  if (Error.empty() && rename(New.c_str(), Path.c_str())) {
    Error = strerror(errno);
    if (Replaced)
      rename(Old.c_str(), Path.c_str());
    Replaced = false;
  }
  if (!Error.empty()) {
    fs::remove_directories(New);
    Diags.error({Out}, "cannot write: " + Error,
                "nothing was changed; make room or choose another OUT");
    return ExitOutput;
  }
  if (Replaced)
    fs::remove_directories(Old);
  return ExitOk;
}

} // namespace umbra
