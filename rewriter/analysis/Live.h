// SPDX-License-Identifier: GPL-2.0-or-later
// Walks what a body evaluates.
#ifndef UMBRA_ANALYSIS_LIVE_H
#define UMBRA_ANALYSIS_LIVE_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace umbra {

/// Walks what is evaluated: not the branch that a constant condition rules out.
template <typename Derived> class Live : public clang::RecursiveASTVisitor<Derived> {
  using Base = clang::RecursiveASTVisitor<Derived>;

public:
  explicit Live(clang::ASTContext &Context) : Context(Context) {}

  bool TraverseIfStmt(clang::IfStmt *S) {
    int Value = constant(S->getCond());
    if (Value < 0)
      return Base::TraverseIfStmt(S);
    clang::Stmt *Live = Value ? S->getThen() : S->getElse();
    return !Live || this->getDerived().TraverseStmt(Live);
  }

  bool TraverseConditionalOperator(clang::ConditionalOperator *S) {
    int Value = constant(S->getCond());
    if (Value < 0)
      return Base::TraverseConditionalOperator(S);
    return this->getDerived().TraverseStmt(Value ? S->getTrueExpr() : S->getFalseExpr());
  }

  // Not evaluated.
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseTypeOfExprTypeLoc(clang::TypeOfExprTypeLoc) { return true; }

  bool TraverseGenericSelectionExpr(clang::GenericSelectionExpr *E) {
    return E->isResultDependent() || this->getDerived().TraverseStmt(E->getResultExpr());
  }
  bool TraverseChooseExpr(clang::ChooseExpr *E) {
    return this->getDerived().TraverseStmt(E->getChosenSubExpr());
  }

protected:
  /// The value of a condition known at compile time: 0, 1, or -1.
  int constant(const clang::Expr *Condition) {
    clang::Expr::EvalResult R;
    if (!Condition || Condition->isValueDependent() || !Condition->EvaluateAsRValue(R, Context) ||
        R.HasSideEffects || !R.Val.isInt())
      return -1;
    return R.Val.getInt() != 0;
  }

  clang::ASTContext &Context;
};

/// Memory that assembly is given and, as it says, changes: to look at (bts), or by its address in
/// a register (rep stos); not if what leads there is constant (bt, rep outs). What an output names
/// it says itself. Or nullptr.
const clang::Expr *writtenInput(const clang::GCCAsmStmt &A);

} // namespace umbra

#endif
