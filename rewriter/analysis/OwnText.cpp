// SPDX-License-Identifier: GPL-2.0-or-later
// Locations: Clang's are chains of expansions and spellings; here they become
// offsets in the driver's own files, or a kernel macro's name.
#include "analysis/OwnText.h"
#include "support/ClangRun.h"
#include "support/Files.h"

#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/Preprocessor.h"

namespace umbra {

using namespace clang;

class TextCallbacks : public PPCallbacks {
public:
  explicit TextCallbacks(OwnText &T) : T(T) {}

  // Each file read is the driver's to take along, even one of macros alone.
  void FileChanged(SourceLocation Loc, FileChangeReason Reason, SrcMgr::CharacteristicKind,
                   FileID) override {
    if (Reason == EnterFile)
      T.ownFile(Loc);
  }

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name, bool Angled,
                          CharSourceRange, OptionalFileEntryRef File, StringRef, StringRef,
                          const clang::Module *, bool, SrcMgr::CharacteristicKind) override {
    const std::string &Own = T.ownFile(Hash);
    if (Own.empty())
      return;
    IncludeLine Line;
    Line.Offset = T.SM.getFileOffset(Hash);
    Line.End = lineEnd(Own, Line.Offset);
    Line.Spelled = (Angled ? "<" + Name + ">" : "\"" + Name + "\"").str();
    if (File)
      Line.Own = T.belowRoot(File->getName());
    if (!Line.Own.empty())
      Line.Spelled = "\"" + Line.Own + "\"";
    Line.Above = File && Line.Own.empty() && !Angled && Name.starts_with("../");
    T.Spelled[{Own, T.SM.getSpellingLineNumber(Hash)}] = Line.Spelled;
    auto &Includes = T.U.Files[Own].Includes;
    for (const IncludeLine &I : Includes)
      if (I.Offset == Line.Offset)
        return;
    if (File && Line.Own.empty() && Angled)
      Angles.push_back({{Own, Line.Offset}, *File});
    Includes.push_back(std::move(Line));
  }

  // What guards a file is known when all of it was read.
  void EndOfMainFile() override {
    HeaderSearch &Search = T.CI.getPreprocessor().getHeaderSearchInfo();
    for (const auto &[Where, File] : Angles)
      for (IncludeLine &I : T.U.Files[Where.first].Includes)
        if (I.Offset == Where.second)
          I.Kernel = Search.isFileMultipleIncludeGuarded(File);
  }

  void Endif(SourceLocation Loc, SourceLocation IfLoc) override {
    const std::string &Own = T.ownFile(Loc);
    if (Own.empty())
      return;
    Block B;
    OwnFile &F = T.U.Files[Own];
    B.Begin = F.Text.rfind('\n', T.SM.getFileOffset(IfLoc)) + 1; // npos + 1 is 0
    B.End = lineEnd(Own, T.SM.getFileOffset(Loc));
    // A guard: #ifndef ahead of everything, #endif with nothing behind it.
    StringRef Text(F.Text);
    StringRef Line = Text.substr(B.Begin).split('\n').first;
    B.Guard = Line.contains("ifndef") && !Text.substr(0, B.Begin).contains("\n#") &&
              !Text.substr(B.End).contains(";") && !Text.substr(B.End).contains("\n#");
    for (const Block &Other : F.Blocks)
      if (Other.Begin == B.Begin)
        return;
    F.Blocks.push_back(B);
  }

  void MacroExpands(const Token &Name, const MacroDefinition &Macro, SourceRange,
                    const MacroArgs *Args) override {
    const MacroInfo *Info = Macro.getMacroInfo();
    if (!Args || !Info || !Name.getIdentifierInfo())
      return;
    SourceLocation Loc = Name.getLocation();
    if (T.ownFile(T.SM.getExpansionLoc(Loc)).empty())
      return;
    for (unsigned I = 0; I < Info->getNumParams(); I++) {
      std::string Where =
          (Name.getIdentifierInfo()->getName() + "." + Info->params()[I]->getName()).str();
      bool Pastes =
          !T.ownFile(Info->getDefinitionLoc()).empty() && isPasted(*Info, Info->params()[I]);
      for (const Token *A = Args->getUnexpArgument(I); A->isNot(tok::eof); A++) {
        if (!A->getIdentifierInfo())
          continue;
        SourceLocation Spelling = T.SM.getSpellingLoc(A->getLocation());
        const std::string &Own = T.ownFile(Spelling);
        if (Own.empty())
          continue;
        T.Arguments[{Own, T.SM.getFileOffset(Spelling)}].push_back(Where);
        if (Pastes)
          T.Pasted.insert({Own, T.SM.getFileOffset(Spelling)});
      }
    }
  }

private:
  static bool isPasted(const MacroInfo &Macro, const IdentifierInfo *Parameter) {
    ArrayRef<Token> Body = Macro.tokens();
    for (size_t I = 0; I < Body.size(); I++)
      if (Body[I].getIdentifierInfo() == Parameter &&
          ((I && Body[I - 1].is(tok::hashhash)) ||
           (I + 1 < Body.size() && Body[I + 1].is(tok::hashhash))))
        return true;
    return false;
  }

  unsigned lineEnd(const std::string &Own, unsigned Offset) {
    const std::string &Text = T.U.Files[Own].Text;
    size_t End = Text.find('\n', Offset);
    return End == std::string::npos ? Text.size() : End + 1;
  }

  OwnText &T;
  std::vector<std::pair<std::pair<std::string, unsigned>, FileEntryRef>> Angles;
};

std::unique_ptr<PPCallbacks> OwnText::callbacks() { return std::make_unique<TextCallbacks>(*this); }

std::string OwnText::belowRoot(StringRef Name) const {
  return below(Root, absolutePath(Name.starts_with("/") ? Name.str() : Folder + "/" + Name.str()));
}

const std::string &OwnText::ownFile(SourceLocation Loc) {
  static const std::string None;
  if (Loc.isInvalid())
    return None;
  FileID ID = SM.getFileID(Loc);
  auto [It, New] = Own.try_emplace(ID);
  if (New)
    if (auto F = SM.getFileEntryRefForID(ID)) {
      It->second = belowRoot(F->getName());
      if (!It->second.empty() && U.Files[It->second].Text.empty())
        U.Files[It->second].Text = SM.getBufferData(ID).str();
    }
  return It->second;
}

Use OwnText::useOf(SourceLocation Loc, StringRef Name) {
  Use R;
  R.Where = placeOf(SM, SM.getExpansionLoc(Loc));
  SourceLocation Spelling = SM.getSpellingLoc(Loc);
  const std::string *File = &ownFile(Spelling);
  // #define readl readl: the driver's text is the macro's name.
  if (File->empty() && Loc.isMacroID()) {
    const MacroInfo *M =
        CI.getPreprocessor().getMacroInfo(CI.getPreprocessor().getIdentifierInfo(Name));
    if (M && !M->isFunctionLike()) {
      SourceLocation Outer = Loc;
      while (Outer.isMacroID() && ownFile(SM.getSpellingLoc(Outer)).empty())
        Outer = SM.isMacroArgExpansion(Outer) ? SM.getImmediateSpellingLoc(Outer)
                                              : SM.getImmediateExpansionRange(Outer).getBegin();
      SourceLocation At = SM.getSpellingLoc(Outer);
      const std::string &Candidate = ownFile(At);
      if (!Candidate.empty() &&
          StringRef(U.Files[Candidate].Text).substr(SM.getFileOffset(At)).starts_with(Name)) {
        Spelling = At;
        File = &Candidate;
      }
    }
  }
  if (!File->empty()) {
    R.Token = {*File, SM.getFileOffset(Spelling), unsigned(Name.size())};
    if (!StringRef(U.Files[*File].Text).substr(R.Token.Offset).starts_with(Name) ||
        (Loc.isMacroID() && Pasted.count({*File, R.Token.Offset})))
      R.Token = {};
  }
  if (Loc.isMacroID()) {
    CharSourceRange Range = SM.getExpansionRange(Loc);
    SourceLocation Begin = Range.getBegin();
    if (const std::string &At = ownFile(Begin); !At.empty()) {
      unsigned Start = SM.getFileOffset(Begin);
      unsigned End = SM.getFileOffset(
          Range.isTokenRange() ? Lexer::getLocForEndOfToken(Range.getEnd(), 0, SM, CI.getLangOpts())
                               : Range.getEnd());
      R.Expansion = {At, Start, End - Start};
      R.Raw = Loc.getRawEncoding();
    }
    if (!R.Token.Length) {
      SmallString<32> Buffer;
      R.Macro = Lexer::getSpelling(SM.getExpansionLoc(Loc), Buffer, SM, CI.getLangOpts()).str();
      R.Pasted = SM.isWrittenInScratchSpace(Spelling);
    }
  }
  return R;
}

Span OwnText::spanOf(SourceRange Range) {
  CharSourceRange File =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Range), SM, CI.getLangOpts());
  if (File.isInvalid())
    return {};
  const std::string &Own = ownFile(File.getBegin());
  if (Own.empty())
    return {};
  unsigned Begin = SM.getFileOffset(File.getBegin());
  return {Own, Begin, SM.getFileOffset(File.getEnd()) - Begin};
}

void OwnText::readings(SourceLocation Loc, bool Begin, std::vector<SourceLocation> &All) {
  if (Loc.isInvalid())
    return;
  if (Loc.isMacroID() && SM.isMacroArgExpansion(Loc))
    readings(SM.getImmediateSpellingLoc(Loc), Begin, All);
  else
    All.push_back(Loc);
  if (Loc.isFileID())
    return;
  SourceLocation Outer;
  if (Begin) {
    if (SM.isAtStartOfImmediateMacroExpansion(Loc, &Outer))
      readings(Outer, Begin, All);
    return;
  }
  unsigned Length = Lexer::MeasureTokenLength(SM.getSpellingLoc(Loc), SM, CI.getLangOpts());
  if (SM.isAtEndOfImmediateMacroExpansion(Loc.getLocWithOffset(Length), &Outer))
    readings(Outer, Begin, All);
}

/// Is a text one expression or statement? Not what begins in one argument of a macro
/// and ends in another, or behind the last.
static bool isWhole(StringRef Text) {
  int Depth = 0;
  for (size_t I = 0; I < Text.size(); I++) {
    char C = Text[I];
    if (C == '"' || C == '\'') {
      for (I++; I < Text.size() && Text[I] != C; I++)
        if (Text[I] == '\\')
          I++;
    } else if (Text.substr(I).starts_with("/*")) {
      I = std::min(Text.find("*/", I + 2), Text.size() - 1) + 1;
    } else if (StringRef("([{").contains(C)) {
      Depth++;
    } else if (StringRef(")]}").contains(C)) {
      if (--Depth < 0)
        return false;
    } else if (C == ',' && !Depth) {
      return false;
    }
  }
  return Depth == 0;
}

Span OwnText::pieceOf(SourceRange Range, bool InMacros, bool AsWritten) {
  bool Spelled = Range.getBegin().isFileID() && Range.getEnd().isFileID();
  std::vector<SourceLocation> Begins, Ends;
  readings(Range.getBegin(), true, Begins);
  readings(Range.getEnd(), false, Ends);
  for (bool Macro : {false, true}) {
    if (Macro ? !InMacros : MacrosAlone)
      continue;
    // The outermost macro: others may use what it uses, for something else.
    if (Macro && !AsWritten) {
      std::reverse(Begins.begin(), Begins.end());
      std::reverse(Ends.begin(), Ends.end());
    }
    for (SourceLocation B : Begins)
      for (SourceLocation E : Ends) {
        if (B.isMacroID() != Macro || SM.getFileID(B) != SM.getFileID(E))
          continue;
        SourceLocation From = SM.getSpellingLoc(B), To = SM.getSpellingLoc(E);
        const std::string &File = ownFile(From);
        if (SM.getFileID(From) != SM.getFileID(To))
          continue;
        if (File.empty()) {
          if (Span S = Macro && MacrosAlone ? inDefinition(B, E) : Span(); S.Length)
            return S;
          continue;
        }
        unsigned Start = SM.getFileOffset(From);
        unsigned End = SM.getFileOffset(To) + Lexer::MeasureTokenLength(To, SM, CI.getLangOpts());
        if (Start < End && (Spelled || From == To ||
                            isWhole(SM.getBufferData(SM.getFileID(From)).slice(Start, End))))
          return {File, Start, End - Start};
      }
  }
  return {};
}

Span OwnText::inDefinition(SourceLocation Begin, SourceLocation End) {
  Preprocessor &PP = CI.getPreprocessor();
  StringRef Name = Lexer::getImmediateMacroName(Begin, SM, CI.getLangOpts());
  const MacroInfo *M = PP.getMacroInfo(PP.getIdentifierInfo(Name));
  if (!M || M->isBuiltinMacro() || M->getNumTokens() == 0)
    return {};
  SourceLocation From = SM.getSpellingLoc(Begin), To = SM.getSpellingLoc(End);
  FileID ID = SM.getFileID(From);
  unsigned First = SM.getFileOffset(M->getDefinitionLoc()),
           Last = SM.getFileOffset(M->getDefinitionEndLoc()) +
                  Lexer::MeasureTokenLength(M->getDefinitionEndLoc(), SM, CI.getLangOpts()),
           Start = SM.getFileOffset(From),
           Stop = SM.getFileOffset(To) + Lexer::MeasureTokenLength(To, SM, CI.getLangOpts());
  // By now the name may mean another macro.
  if (ID != SM.getFileID(M->getDefinitionLoc()) || Start < First || Stop > Last || Start >= Stop)
    return {};
  StringRef Text = SM.getBufferData(ID);
  // A word that is pasted to another, or made a string, is none by itself.
  if ((From != To && !isWhole(Text.slice(Start, Stop))) ||
      Text.slice(First, Start).rtrim().ends_with("#") ||
      Text.slice(Stop, Last).ltrim().starts_with("##"))
    return {};
  std::string Define = "#define ", File = Define + Name.str();
  U.Macros[File] = Define + Text.slice(First, Last).str();
  return {File, Start - First + unsigned(Define.size()), Stop - Start};
}

Span OwnText::expansionOf(SourceRange Range) {
  SourceLocation Begin = SM.getExpansionLoc(Range.getBegin());
  SourceLocation End = SM.getExpansionRange(Range.getEnd()).getEnd();
  const std::string &File = ownFile(Begin);
  if (File.empty() || SM.getFileID(Begin) != SM.getFileID(End))
    return {};
  unsigned From = SM.getFileOffset(Begin), To = SM.getFileOffset(End);
  return {File, From, std::max(To, From) - From + 1};
}

std::string OwnText::headerOf(SourceLocation Loc) {
  Loc = SM.getExpansionLoc(Loc);
  if (Loc.isInvalid())
    return "";
  FileID ID = SM.getFileID(Loc);
  if (const std::string &File = ownFile(Loc); !File.empty()) {
    if (ID == SM.getMainFileID() || StringRef(File).ends_with(".c"))
      return "hidden";
    return "\"" + File + "\"";
  }
  HeaderSearch &Search = CI.getPreprocessor().getHeaderSearchInfo();
  for (FileID Inner;; Inner = ID, ID = SM.getFileID(SM.getIncludeLoc(ID))) {
    SourceLocation From = SM.getIncludeLoc(ID);
    if (From.isInvalid())
      return ""; // always there: -include or built in
    if (const std::string &File = ownFile(From); !File.empty()) {
      // One that cannot be read twice: what it includes.
      OptionalFileEntryRef Read = SM.getFileEntryRefForID(ID),
                           Within = SM.getFileEntryRefForID(Inner);
      if (Read && Within && !Search.isFileMultipleIncludeGuarded(*Read))
        return "<" + Search.suggestPathToFileForDiagnostics(*Within, "") + ">";
      auto It = Spelled.find({File, SM.getSpellingLineNumber(From)});
      return It == Spelled.end() ? "" : It->second;
    }
  }
}

std::vector<std::string> OwnText::macroPlaces(const Span &Token) {
  auto It = Arguments.find({Token.File, Token.Offset});
  return It == Arguments.end() ? std::vector<std::string>() : It->second;
}

} // namespace umbra
