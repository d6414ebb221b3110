// SPDX-License-Identifier: GPL-2.0-or-later
// Which files are the driver's own, what they include, and which text of
// theirs a location comes from.
#ifndef UMBRA_ANALYSIS_OWNTEXT_H
#define UMBRA_ANALYSIS_OWNTEXT_H

#include "analysis/Facts.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <set>
#include <string>

namespace umbra {

class OwnText {
public:
  /// Folder: where Clang runs, to which its relative names are relative.
  OwnText(clang::CompilerInstance &CI, std::string Root, std::string Folder, Unit &U)
      : CI(CI), SM(CI.getSourceManager()), Root(std::move(Root)), Folder(std::move(Folder)), U(U) {}

  /// Records includes, conditionals and macro arguments while Clang reads.
  std::unique_ptr<clang::PPCallbacks> callbacks();

  /// Below SRC, or "" for a kernel file. Loc must be in a file.
  const std::string &ownFile(clang::SourceLocation Loc);
  bool isOwn(clang::SourceLocation Loc) { return !ownFile(SM.getExpansionLoc(Loc)).empty(); }

  /// Describes a use of Name at Loc; Token is filled if the name is the driver's.
  Use useOf(clang::SourceLocation Loc, llvm::StringRef Name);
  /// The driver's text of a range, if it is one piece; else Length 0.
  Span spanOf(clang::SourceRange Range);
  /// The driver's text of a range, through macros: at the place where it is used
  /// if it can be changed there alone, else in the driver's own macro if
  /// InMacros, the outermost; AsWritten: where its own words are, not a name for
  /// it. Length 0: it is in no text of the driver's.
  Span pieceOf(clang::SourceRange Range, bool InMacros = true, bool AsWritten = false);
  /// What a span lies in.
  const std::string &whole(const Span &S) {
    auto Macro = U.Macros.find(S.File);
    return Macro == U.Macros.end() ? U.Files[S.File].Text : Macro->second;
  }
  /// The text of a span.
  std::string textOf(const Span &S) { return whole(S).substr(S.Offset, S.Length); }
  /// While it is called, pieceOf() gives words of macros alone, and of the kernel's, too: the
  /// taps' header repeats those that are changed.
  bool inMacros(llvm::function_ref<bool()> What) {
    MacrosAlone = true;
    bool Done = What();
    MacrosAlone = false;
    return Done;
  }
  /// The driver's text that is expanded to make a range: whole lines of it.
  Span expansionOf(clang::SourceRange Range);
  /// How the driver includes the header that Loc is in: "<linux/pci.h>".
  std::string headerOf(clang::SourceLocation Loc);
  /// "macro.parameter" for the macros that the token at Span is an argument of.
  std::vector<std::string> macroPlaces(const Span &Token);

private:
  friend class TextCallbacks;
  /// All ways to name a token's place, from where it is spelled outwards.
  void readings(clang::SourceLocation Loc, bool Begin, std::vector<clang::SourceLocation> &All);
  /// Words of a kernel's macro's definition.
  Span inDefinition(clang::SourceLocation Begin, clang::SourceLocation End);
  /// A file's path below SRC, or "".
  std::string belowRoot(llvm::StringRef Name) const;

  clang::CompilerInstance &CI;
  clang::SourceManager &SM;
  std::string Root, Folder;
  Unit &U;
  bool MacrosAlone = false;
  std::map<clang::FileID, std::string> Own;
  /// (own file, line) of an include -> how it is written
  std::map<std::pair<std::string, unsigned>, std::string> Spelled;
  std::map<std::pair<std::string, unsigned>, std::vector<std::string>> Arguments;
  /// Words that a macro of the driver's pastes to others: each is two names at once.
  std::set<std::pair<std::string, unsigned>> Pasted;
};

} // namespace umbra

#endif
