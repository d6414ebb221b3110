// SPDX-License-Identifier: GPL-2.0-or-later
// Where in the driver's text the check of a store goes, and what it is.
#ifndef UMBRA_ANALYSIS_CHECKTEXT_H
#define UMBRA_ANALYSIS_CHECKTEXT_H

#include "analysis/Facts.h"
#include "analysis/OwnText.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <map>
#include <set>

namespace umbra {

/// Of one function. Confidence: high; what has no place in the text is said to have none.
class CheckText {
public:
  /// Taken: variables whose address is.
  CheckText(const clang::FunctionDecl &F, const std::set<const clang::VarDecl *> &Taken,
            clang::ASTContext &Context, OwnText &Text, Unit &U)
      : F(F), Taken(Taken), Context(Context), Text(Text), U(U) {}

  /// Bytes from where an object or a pointer's target starts.
  struct Bytes {
    int64_t Begin = 0, End = 0;
  };
  Bytes all(clang::QualType T) const { return {0, Context.getTypeSizeInChars(T).getQuantity()}; }

  /// The text of E that can be wrapped: without its parentheses if they are
  /// not a macro's; in a macro as near as possible to where that is used.
  Span textOf(const clang::Expr *E, bool InMacros = true);
  /// Around an argument of ours: parentheses that are there serve.
  TextChange around(const Span &S, const std::string &Macro, const std::string &More = "");
  /// On one line.
  static std::string flat(const std::string &Lines);
  static std::string number(int64_t N) { return std::to_string(N); }

  /// Puts a check around the lvalue, or the nearest part of it that the driver
  /// wrote itself.
  bool lvalue(CheckUse &C, const clang::Expr *E, bool Bare);
  bool throughPointer(CheckUse &C, const clang::Expr *Pointer, Bytes Part);
  /// Around an lvalue, or a pointer, as a kernel's macro has it that stores by itself: what the
  /// macro is used for elsewhere may be of another type.
  bool repeated(CheckUse &C, const clang::Expr *E, clang::SourceLocation Store);
  /// By its own text alone: what is a macro's argument in it stands elsewhere.
  bool element(CheckUse &C, const clang::ArraySubscriptExpr *S);
  /// `p->member` of a kernel's structure, spelled as that: p may be asked about.
  void byObject(CheckUse &C, const clang::Expr *E, const std::vector<TextChange> &More);
  /// Those of pointers and objects that several stores go through: when all stores are known.
  void putGiven();

private:
  /// One step of IgnoreParens(), or nullptr.
  static const clang::Expr *inside(const clang::Expr *E);
  bool parenthesized(const Span &S);
  /// A pointer before the compiler made another one of it; an array becomes one.
  static const clang::Expr *bare(const clang::Expr *E);
  /// In a kernel macro: the bytes of the object that it was given.
  bool partOf(CheckUse &C, const clang::Expr *E, Bytes Part);
  /// s->bit = 1: the bytes that hold it, counted from s.
  bool bitField(CheckUse &C, const clang::MemberExpr *M);
  /// Is the parameter what it was when the function began?
  bool keepsValue(const clang::VarDecl &V);

  /// What a check is put around, for all stores that go through it: a pointer
  /// or, with an &, an object.
  struct Given {
    bool Object = false;
    const clang::VarDecl *Caller =
        nullptr; // the parameter, which most likely names a caller's local
    int64_t Size = 0;
    Bytes Part;
    std::vector<size_t> Checks;
  };
  bool given(CheckUse &C, const Span &S, bool Object, clang::QualType To, Bytes Part);

  const clang::FunctionDecl &F;
  const std::set<const clang::VarDecl *> &Taken;
  clang::ASTContext &Context;
  OwnText &Text;
  Unit &U;
  std::map<std::tuple<std::string, unsigned, unsigned>, Given> All;
  Given *Last = nullptr; // of All
};

} // namespace umbra

#endif
