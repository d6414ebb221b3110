// SPDX-License-Identifier: GPL-2.0-or-later
// Lexes an expression and looks each word up. Types are not checked: the
// compiler does that when it compiles the taps.
#include "specs/Words.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"

namespace umbra {

using namespace clang;

std::vector<std::string> splitArguments(const std::string &Text) {
  std::vector<std::string> Parts;
  std::string Part;
  int Depth = 0;
  auto Trim = [](std::string S) { return StringRef(S).trim().str(); };
  for (char C : Text) {
    Depth += (C == '(' || C == '[' || C == '{') - (C == ')' || C == ']' || C == '}');
    if (C == ',' && Depth == 0) {
      Parts.push_back(Trim(Part));
      Part.clear();
    } else {
      Part += C;
    }
  }
  if (!Trim(Part).empty() || !Parts.empty())
    Parts.push_back(Trim(Part));
  return Parts;
}

bool containsWord(const std::string &Text, const std::string &Word) {
  auto Part = [](char C) { return isalnum((unsigned char)C) || C == '_'; };
  for (size_t At = 0; (At = Text.find(Word, At)) != std::string::npos; At++)
    if ((At == 0 || !Part(Text[At - 1])) &&
        (At + Word.size() == Text.size() || !Part(Text[At + Word.size()])))
      return true;
  return false;
}

bool isIdentifier(const std::string &Text) {
  if (Text.empty() || isdigit(Text[0]))
    return false;
  for (char C : Text)
    if (!isalnum(C) && C != '_')
      return false;
  return true;
}

static bool declared(CompilerInstance &CI, IdentifierInfo &Name) {
  if (CI.getPreprocessor().getMacroInfo(&Name))
    return true;
  ASTContext &Context = CI.getASTContext();
  return !Context.getTranslationUnitDecl()->lookup(DeclarationName(&Name)).empty();
}

static const RecordDecl *pointedRecord(const FunctionDecl &F, StringRef Parameter) {
  for (const ParmVarDecl *P : F.parameters())
    if (P->getName() == Parameter && P->getType()->isPointerType())
      if (const auto *R = P->getType()->getPointeeType()->getAs<RecordType>())
        return R->getDecl()->getDefinition();
  return nullptr;
}

static bool hasField(const RecordDecl &Record, ASTContext &Context, StringRef Name) {
  return !Record.lookup(DeclarationName(&Context.Idents.get(Name))).empty();
}

void checkExpression(CompilerInstance &CI, const FunctionDecl &Function, bool HasResult,
                     const std::string &Expression, const char *Annotation, const Place &Where,
                     Diagnostics &Diags) {
  ASTContext &Context = CI.getASTContext();
  std::vector<std::string> Words; // every token's text
  std::string Text = Expression;
  Lexer L(SourceLocation(), CI.getLangOpts(), Text.data(), Text.data(), Text.data() + Text.size());
  std::vector<bool> Identifier;
  for (;;) {
    Token T;
    bool End = L.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    unsigned After = L.getBufferLocation() - Text.data();
    Words.push_back(Text.substr(After - T.getLength(), T.getLength()));
    Identifier.push_back(T.is(tok::raw_identifier));
    if (End)
      break;
  }
  std::vector<std::string> Known;
  for (const ParmVarDecl *P : Function.parameters())
    if (!P->getName().empty())
      Known.push_back(P->getNameAsString());
  if (HasResult)
    Known.push_back("result");
  if (Function.isVariadic())
    Known.push_back("list"); // LISTED: its arguments
  for (size_t I = 0; I < Words.size(); I++) {
    if (!Identifier[I])
      continue;
    const std::string &W = Words[I], Before = I ? Words[I - 1] : "";
    if (Before == "->" || Before == ".") {
      const RecordDecl *R = I >= 2 ? pointedRecord(Function, Words[I - 2]) : nullptr;
      bool Simple = I < 3 || (Words[I - 3] != "->" && Words[I - 3] != ".");
      if (R && Simple && Before == "->" && !hasField(*R, Context, W))
        Diags.error(Where,
                    std::string("unknown field '") + W + "' of struct " + R->getNameAsString() +
                        " in " + Annotation,
                    "look the field up in the kernel's headers");
      continue;
    }
    if (Before == "struct" || Before == "union" || Before == "enum")
      continue;
    IdentifierInfo &Name = Context.Idents.get(W);
    if (Name.isKeyword(CI.getLangOpts()))
      continue;
    if (std::find(Known.begin(), Known.end(), W) != Known.end() || declared(CI, Name))
      continue;
    std::string Near = didYouMean(W, Known);
    std::string List;
    for (const std::string &K : Known)
      List += (List.empty() ? "" : ", ") + K;
    Diags.error(Where, std::string("unknown word '") + W + "' in " + Annotation,
                !Near.empty()  ? "did you mean '" + Near + "'?"
                : List.empty() ? "only what the kernel's headers declare can stand here"
                               : "parameters that can stand here: " + List);
  }
}

} // namespace umbra
