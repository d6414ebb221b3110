// SPDX-License-Identifier: GPL-2.0-or-later
// Files, folders and child processes, over LLVM's and POSIX' calls.
#include "support/Files.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <unistd.h>

namespace umbra {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

bool readFile(const std::string &Path, std::string &Text) {
  FILE *F = fopen(Path.c_str(), "rb");
  if (!F)
    return false;
  Text.clear();
  char Buffer[65536];
  size_t N;
  while ((N = fread(Buffer, 1, sizeof(Buffer), F)) > 0)
    Text.append(Buffer, N);
  bool Ok = !ferror(F);
  fclose(F);
  return Ok;
}

std::string writeFile(const std::string &Path, const std::string &Text) {
  FILE *F = fopen(Path.c_str(), "wb");
  if (!F)
    return strerror(errno);
  int Error = fwrite(Text.data(), 1, Text.size(), F) == Text.size() ? 0 : errno;
  if (!Error && fflush(F))
    Error = errno;
  if (fclose(F) && !Error)
    Error = errno;
  return Error ? strerror(Error) : "";
}

bool isDirectory(const std::string &Path) { return fs::is_directory(Path); }
bool isFile(const std::string &Path) { return fs::is_regular_file(Path); }

std::string absolutePath(const std::string &Path) {
  llvm::SmallString<256> P(Path);
  fs::make_absolute(P);
  path::remove_dots(P, /*remove_dot_dot=*/true);
  return P.str().str();
}

std::string realPath(const std::string &Path) {
  llvm::SmallString<256> P;
  if (fs::real_path(Path, P))
    return absolutePath(Path);
  return P.str().str();
}

std::string directoryOf(const std::string &Path) { return path::parent_path(Path).str(); }
std::string baseName(const std::string &Path) { return path::filename(Path).str(); }

std::string below(const std::string &Root, const std::string &Path) {
  if (Path.size() > Root.size() + 1 && Path.compare(0, Root.size(), Root) == 0 &&
      Path[Root.size()] == '/')
    return Path.substr(Root.size() + 1);
  return "";
}

std::vector<std::string> filesBelow(const std::string &Root) {
  std::vector<std::string> Files;
  std::error_code EC;
  for (fs::recursive_directory_iterator I(Root, EC), End; I != End && !EC; I.increment(EC))
    if (I->type() != fs::file_type::directory_file)
      Files.push_back(I->path().substr(Root.size() + 1));
  std::sort(Files.begin(), Files.end());
  return Files;
}

ScratchDirectory::ScratchDirectory() {
  llvm::SmallString<128> P;
  if (!fs::createUniqueDirectory("umbra", P))
    Path = realPath(P.str().str());
}

ScratchDirectory::~ScratchDirectory() {
  if (!Path.empty())
    fs::remove_directories(Path);
}

CommandResult runCommand(const std::vector<std::string> &Args) {
  CommandResult Result;
  auto Program = llvm::sys::findProgramByName(Args[0]);
  if (!Program) {
    Result.Err = Args[0] + ": " + Program.getError().message();
    return Result;
  }
  llvm::SmallString<128> Out, Err;
  if (fs::createTemporaryFile("umbra", "out", Out) ||
      fs::createTemporaryFile("umbra", "err", Err)) {
    Result.Err = "cannot create a temporary file";
    return Result;
  }
  std::vector<llvm::StringRef> Argv(Args.begin(), Args.end());
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef("/dev/null"), Out.str(), Err.str()};
  std::string Message;
  Result.Status =
      llvm::sys::ExecuteAndWait(*Program, Argv, std::nullopt, Redirects, 0, 0, &Message);
  readFile(Out.str().str(), Result.Out);
  readFile(Err.str().str(), Result.Err);
  Result.Err += Message;
  fs::remove(Out);
  fs::remove(Err);
  return Result;
}

} // namespace umbra
