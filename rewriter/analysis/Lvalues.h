// SPDX-License-Identifier: GPL-2.0-or-later
// Where a store goes: into a variable, or through a pointer.
#ifndef UMBRA_ANALYSIS_LVALUES_H
#define UMBRA_ANALYSIS_LVALUES_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

#include <set>
#include <vector>

namespace umbra {

/// The variable that an lvalue is a part of, if it is one.
struct Root {
  const clang::VarDecl *Var = nullptr; // nullptr: memory that a pointer names
  /// Subscripts on the way that are not known to be in bounds, outermost first.
  std::vector<const clang::ArraySubscriptExpr *> Open;
  bool Index = false; // is one of the others no constant?

  bool local() const { return Var && Var->hasLocalStorage(); }
};

Root rootOf(const clang::Expr *E, clang::ASTContext &Context);

/// Bytes of *Pointer that an lvalue is, by constant offset.
struct Field {
  const clang::VarDecl *Pointer = nullptr; // a local one, or nullptr
  const clang::DeclRefExpr *Base = nullptr;
  int64_t Begin = 0, End = 0;
};

/// Fills in Pointer only for `p->a.b[1]`, `*p` and the like.
Field fieldOf(const clang::Expr *E, clang::ASTContext &Context);

/// Bytes of the structure that an arrow's left side points to, by constant offset.
struct Member {
  const clang::Expr *Base = nullptr; // of `Base->a.b`; nullptr: it is no such thing
  const clang::RecordDecl *Structure = nullptr;
  int64_t Begin = 0, End = 0;
};
Member memberOf(const clang::Expr *E, clang::ASTContext &Context);

/// "a.b" of `Base->a.b[i]`, and the structure that Base points to; nullptr: it is no such thing.
std::string memberPath(const clang::Expr *E, const clang::RecordDecl *&Structure);

/// Bytes, counted from the structure's start, that a bit field's store changes.
std::pair<uint64_t, uint64_t> bitFieldBytes(const clang::FieldDecl &F, clang::ASTContext &Context);

/// The largest value that an index can have, or -1; it is never below zero.
int64_t largest(const clang::Expr *E, clang::ASTContext &Context);

/// The variable that an expression is, or nullptr.
const clang::VarDecl *variable(const clang::Expr *E);

/// What is changed in a statement, and whose address is taken.
void changedIn(const clang::Stmt *S, std::set<const clang::VarDecl *> &Changed);
void addressesTakenIn(const clang::Stmt *S, std::set<const clang::VarDecl *> &Taken);

/// Does a loop end by counting, whatever memory holds? Taken: variables that
/// others may change.
bool isBounded(const clang::Stmt *Loop, const std::set<const clang::VarDecl *> &Taken,
               clang::ASTContext &Context);

} // namespace umbra

#endif
