// SPDX-License-Identifier: GPL-2.0-or-later
// A second run of Clang's over the same text, which names its places as the
// first did; its preprocessor tells every token.
#include "analysis/Expand.h"
#include "analysis/OwnText.h"
#include "support/ClangRun.h"

#include "clang/Lex/Preprocessor.h"

namespace umbra {

using namespace clang;

namespace {

class Watcher {
public:
  Watcher(CompilerInstance &CI, OwnText &Text, Unit &U)
      : PP(CI.getPreprocessor()), SM(CI.getSourceManager()), Text(Text), U(U) {}

  void see(const Token &T) {
    if (!T.getLocation().isMacroID())
      return;
    SourceLocation Begin = SM.getExpansionLoc(T.getLocation());
    const std::string &File = Text.ownFile(Begin);
    if (File.empty())
      return;
    std::pair<std::string, unsigned> Key(File, SM.getFileOffset(Begin));
    auto It = U.Expansions.find(Key);
    if (It == U.Expansions.end())
      return;
    // The file may be read again: then it is another one to Clang.
    auto [First, New] = Files.emplace(Key, SM.getFileID(Begin));
    if (T.isAnnotation() || (!New && First->second != SM.getFileID(Begin)))
      Odd.insert(Key);
    if (T.isAnnotation())
      return;
    Expansion::Word W;
    W.Text = PP.getSpelling(T);
    W.Raw = T.getLocation().getRawEncoding();
    W.Space = T.hasLeadingSpace() || T.isAtStartOfLine();
    SourceLocation Spelling = SM.getSpellingLoc(T.getLocation());
    if (const std::string &Own = Text.ownFile(Spelling); !Own.empty())
      W.Spelled = {Own, SM.getFileOffset(Spelling), T.getLength()};
    It->second.Words.push_back(std::move(W));
  }

  std::set<std::pair<std::string, unsigned>> Odd;

private:
  Preprocessor &PP;
  SourceManager &SM;
  OwnText &Text;
  Unit &U;
  std::map<std::pair<std::string, unsigned>, FileID> Files;
};

} // namespace

void expandPasted(const Build &B, const Object &O, Unit &U) {
  for (const AddressUse &A : U.Addresses)
    if (!A.Token.Length && A.Expansion.Length)
      U.Expansions[{A.Expansion.File, A.Expansion.Offset}].Text = A.Expansion;
  if (U.Expansions.empty())
    return;
  Unit Again; // its files' texts are the same
  std::unique_ptr<OwnText> Text;
  std::unique_ptr<Watcher> W;
  ClangRun Run;
  Run.Folder = B.Kernel;
  Run.Args = O.Args;
  Run.Source = O.Source;
  Run.Text = O.Text.empty() ? nullptr : &O.Text;
  Run.Begin = [&](CompilerInstance &CI) {
    Text = std::make_unique<OwnText>(CI, B.Source, B.Kernel, Again);
    W = std::make_unique<Watcher>(CI, *Text, U);
    CI.getPreprocessor().setTokenWatcher([&](const Token &T) { W->see(T); });
  };
  if (!runClang(Run) || !W) {
    U.Expansions.clear();
    return;
  }
  for (const auto &Key : W->Odd)
    U.Expansions.erase(Key);
}

static bool isWord(char C) { return isalnum((unsigned char)C) || C == '_'; }

/// Would the two become one token, or another one?
static bool wouldJoin(char Before, char After) {
  if (isWord(Before) || Before == '"' || Before == '\'')
    return isWord(After) || After == '"' || After == '\'';
  return StringRef("+-*/%&|^<>=!#.:").contains(Before) &&
         StringRef("+-*/%&|^<>=!#.:0123456789").contains(After);
}

/// Statements and designated fields get lines of their own.
static bool breaksLine(const std::string &Before, const std::string &After, int Braces) {
  if (Before == "{" || After == "}")
    return Braces == 1;
  return Braces <= 1 && (Before == ";" || (Before == "}" && After != ";" && After != ",") ||
                         (Before == "," && After == "."));
}

std::string textOf(const Expansion &E) {
  std::string Flat, Result, Line;
  int Braces = 0, Parentheses = 0;
  for (size_t I = 0; I < E.Words.size(); I++) {
    const Expansion::Word &W = E.Words[I];
    bool Space = I && (W.Space || wouldJoin(Flat.back(), W.Text[0]));
    Flat += (Space ? " " : "") + W.Text;
    Braces -= W.Text == "}";
    bool Break =
        I && !Parentheses && breaksLine(E.Words[I - 1].Text, W.Text, Braces + (W.Text == "}"));
    if (Break || (Space && Line.size() + W.Text.size() > 95)) {
      Result += Line + "\n";
      Line = std::string(Break ? Braces : Braces + 1, '\t');
      Space = false;
    }
    Line += (Space ? " " : "") + W.Text;
    Braces += W.Text == "{";
    Parentheses += W.Text == "(" ? 1 : W.Text == ")" ? -1 : 0;
  }
  return Flat.size() <= 80 && Flat.find(';') == std::string::npos ? Flat : Result + Line;
}

} // namespace umbra
