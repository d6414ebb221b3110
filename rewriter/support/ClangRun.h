// SPDX-License-Identifier: GPL-2.0-or-later
// Runs Clang's frontend once over one translation unit.
#ifndef UMBRA_SUPPORT_CLANGRUN_H
#define UMBRA_SUPPORT_CLANGRUN_H

#include "support/Diagnostics.h"

#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace umbra {

/// One error of Clang's, with the notes that belong to it.
struct ClangError {
  Place Where;
  std::string Message;
  std::vector<std::pair<Place, std::string>> Notes;
};

struct ClangRun {
  std::string Folder;            // where relative flags start: the kernel's build folder
  std::vector<std::string> Args; // flags, without source
  std::string Source;            // absolute
  /// Text of Source if it is not what is on disk.
  const std::string *Text = nullptr;
  /// Lets the caller add preprocessor callbacks; may be empty.
  std::function<void(clang::CompilerInstance &)> Begin;
  /// Gets the whole syntax tree; not called if there were fatal errors.
  std::function<void(clang::CompilerInstance &)> End;

  /// Results.
  std::string ErrorText; // as Clang prints it
  std::vector<ClangError> Errors;
};

/// False if there was an error.
bool runClang(ClangRun &Run);

/// Line and column where a location is in the text the user sees.
Place placeOf(const clang::SourceManager &SM, clang::SourceLocation Loc);

} // namespace umbra

#endif
