// SPDX-License-Identifier: GPL-2.0-or-later
// Walks a body for stores, assembly and calls; branches that are constant
// false are not walked.
#include "analysis/SideEffects.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace umbra {

using namespace clang;

/// Memory that assembly is given to look at and, as it says, changes (bts): not if
/// what leads there is constant (bt).
static const Expr *writtenInput(const GCCAsmStmt &A) {
  bool Memory = false;
  for (unsigned I = 0; I < A.getNumClobbers(); I++)
    Memory |= A.getClobber(I) == "memory";
  for (unsigned I = 0; Memory && I < A.getNumInputs(); I++) {
    const Expr *E = A.getInputExpr(I)->IgnoreParenImpCasts();
    const auto *Deref = dyn_cast<UnaryOperator>(E);
    if (A.getInputConstraint(I).contains('m') && Deref && Deref->getOpcode() == UO_Deref &&
        !Deref->getSubExpr()->IgnoreParenCasts()->getType()->getPointeeType().isConstQualified())
      return E;
  }
  return nullptr;
}

/// An lvalue inside one of the function's own locals.
static bool isLocal(const Expr *E) {
  for (;;) {
    E = E->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      return V && V->hasLocalStorage();
    }
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      E = M->getBase();
      if (M->isArrow()) {
        const auto *A = dyn_cast<UnaryOperator>(E->IgnoreParenCasts());
        if (!A || A->getOpcode() != UO_AddrOf)
          return false;
        E = A->getSubExpr();
      }
      continue;
    }
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      if (!S->getBase()->IgnoreParenImpCasts()->getType()->isArrayType())
        return false;
      E = S->getBase();
      continue;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
      const auto *A = dyn_cast<UnaryOperator>(U->getSubExpr()->IgnoreParenCasts());
      if (!A || A->getOpcode() != UO_AddrOf)
        return false;
      E = A->getSubExpr();
      continue;
    }
    return false;
  }
}

namespace {

class Finder : public RecursiveASTVisitor<Finder> {
  using Base = RecursiveASTVisitor<Finder>;

public:
  Finder(ASTContext &Context, SideEffects &Effects) : Context(Context), Effects(Effects) {}
  std::string Reason;

  bool found(std::string Why) {
    Reason = std::move(Why);
    return false; // stops the walk
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp() && !isLocal(B->getLHS()))
      return found("stores through a pointer");
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp() && !isLocal(U->getSubExpr()))
      return found("stores through a pointer");
    return true;
  }

  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      if (A->getOutputConstraint(I).contains('m') && !isLocal(A->getOutputExpr(I)))
        return found("has assembly that writes memory");
    if (writtenInput(*A))
      return found("has assembly that writes memory");
    if (A->getNumOutputs() || A->isAsmGoto() || A->getAsmString()->getString().trim().empty())
      return true;
    // Without outputs: a hint (prefetch) if all it has is memory to look at
    // and it does not claim to change memory.
    bool Hint = A->getNumInputs() > 0;
    for (unsigned I = 0; I < A->getNumInputs(); I++)
      Hint &= A->getInputConstraint(I) == "m" || A->getInputConstraint(I) == "i";
    for (unsigned I = 0; I < A->getNumClobbers(); I++)
      Hint &= A->getClobber(I) != "memory";
    return Hint || found("has assembly without a result");
  }

  bool VisitAtomicExpr(AtomicExpr *) { return found("has an atomic operation"); }

  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    if (!F)
      return found("calls through a pointer");
    StringRef Name = F->getIdentifier() ? F->getName() : "";
    if (Name.starts_with("__builtin_")) {
      bool Writes = Name.contains("memcpy") || Name.contains("memset") ||
                    Name.contains("memmove") || Name.contains("cpy") || Name.contains("cat") ||
                    Name.contains("printf");
      if (!Writes || C->getNumArgs() == 0)
        return true;
      const Expr *To = C->getArg(0)->IgnoreParenCasts();
      if (const auto *A = dyn_cast<UnaryOperator>(To); A && A->getOpcode() == UO_AddrOf)
        To = A->getSubExpr();
      else if (!To->getType()->isArrayType())
        return found("stores through a pointer");
      return isLocal(To) || found("stores through a pointer");
    }
    if (Name.starts_with("__atomic_") || Name.starts_with("__sync_"))
      return found("has an atomic operation");
    if (!F->hasBody())
      return !Effects.callHasEffect(*F) || found("calls " + Name.str() + "()");
    const std::string &Inner = Effects.of(*F);
    return Inner.empty() || found(Inner);
  }

  /// The value of a condition known at compile time: 0, 1, or -1.
  int constant(const Expr *Condition) {
    Expr::EvalResult R;
    if (!Condition || Condition->isValueDependent() || !Condition->EvaluateAsRValue(R, Context) ||
        R.HasSideEffects || !R.Val.isInt())
      return -1;
    return R.Val.getInt() != 0;
  }

  bool TraverseIfStmt(IfStmt *S) {
    int Value = constant(S->getCond());
    if (Value < 0)
      return Base::TraverseIfStmt(S);
    Stmt *Live = Value ? S->getThen() : S->getElse();
    return !Live || TraverseStmt(Live);
  }

  bool TraverseConditionalOperator(ConditionalOperator *S) {
    int Value = constant(S->getCond());
    if (Value < 0)
      return Base::TraverseConditionalOperator(S);
    return TraverseStmt(Value ? S->getTrueExpr() : S->getFalseExpr());
  }

  // Not evaluated.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc) { return true; }

  bool TraverseGenericSelectionExpr(GenericSelectionExpr *E) {
    return E->isResultDependent() || TraverseStmt(E->getResultExpr());
  }
  bool TraverseChooseExpr(ChooseExpr *E) { return TraverseStmt(E->getChosenSubExpr()); }

private:
  ASTContext &Context;
  SideEffects &Effects;
};

/// Where does a body store?
class Through : public RecursiveASTVisitor<Through> {
public:
  explicit Through(SideEffects &Effects) : Effects(Effects) {}
  SideEffects::Stores Found;

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      place(B->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      place(U->getSubExpr());
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr *E) {
    pointer(E->getPtr());
    return true;
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      if (A->getOutputConstraint(I).contains('m'))
        place(A->getOutputExpr(I));
    if (const Expr *E = writtenInput(*A))
      place(E);
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee();
    if (!Callee)
      return true;
    const FunctionDecl *Body = nullptr;
    bool Builtin = Callee->getBuiltinID() != 0;
    SideEffects::Stores Inner;
    if (!Builtin && Callee->hasBody(Body))
      Inner = Effects.storesOf(*Body);
    Found.Elsewhere |= Inner.Elsewhere;
    for (unsigned I = 0; I < C->getNumArgs() && I < Callee->getNumParams(); I++) {
      QualType To = Callee->getParamDecl(I)->getType()->getPointeeType();
      bool Outer = Found.Elsewhere;
      if (!To.isNull() && !To.isConstQualified() &&
          (Body ? Inner.Through.count(I) > 0 : !To->isRecordType())) {
        int Bytes = Body ? Inner.Through.at(I) : I == 0 && isSized(*C) ? 2 : -1;
        pointer(C->getArg(I), Bytes < 0 ? -1 : parameter(C->getArg(Bytes)));
      }
      // A function that is no inline looks after its own stores.
      if (!Body && !Builtin)
        Found.Elsewhere = Outer;
    }
    return true;
  }

private:
  /// memcpy(), memset() and their like, with the number of bytes as the third argument.
  static bool isSized(const CallExpr &C) {
    const FunctionDecl *F = C.getDirectCallee();
    return F->getBuiltinID() && C.getNumArgs() == 3 && F->getName().contains("mem");
  }

  void place(const Expr *E) {
    E = E->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return M->isArrow() ? pointer(M->getBase()) : place(M->getBase());
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
      return A->getBase()->IgnoreParenImpCasts()->getType()->isArrayType() ? place(A->getBase())
                                                                           : pointer(A->getBase());
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref)
      return pointer(U->getSubExpr());
    const auto *R = dyn_cast<DeclRefExpr>(E);
    const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
    Found.Elsewhere |= !V || !V->hasLocalStorage();
  }

  void through(unsigned I, int Bytes) {
    int &Known = Found.Through.emplace(I, -1).first->second;
    Known = std::max(Known, Bytes);
  }

  /// The parameter that an expression is, or -1.
  int parameter(const Expr *E, unsigned Deep = 0) {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    const auto *V = R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
    if (const auto *P = dyn_cast_or_null<ParmVarDecl>(V))
      return int(P->getFunctionScopeIndex());
    return V && V->hasLocalStorage() && V->hasInit() && Deep < 4 ? parameter(V->getInit(), Deep + 1)
                                                                 : -1;
  }

  /// Bytes: the parameter that says how many are stored from there on.
  void pointer(const Expr *E, int Bytes = -1, unsigned Deep = 0) {
    E = E->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E)) {
      if (U->getOpcode() == UO_AddrOf)
        place(U->getSubExpr());
      else if (U->isIncrementDecrementOp())
        pointer(U->getSubExpr(), -1, Deep);
      else
        Found.Elsewhere = true;
    } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAdditiveOp()) {
      pointer(B->getLHS(), -1, Deep);
    } else if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      if (const auto *P = dyn_cast_or_null<ParmVarDecl>(V))
        through(P->getFunctionScopeIndex(), Bytes);
      else if (V && V->hasLocalStorage() && V->getType()->isPointerType() && V->hasInit() &&
               Deep < 4)
        pointer(V->getInit(), Bytes, Deep + 1);
      else
        Found.Elsewhere |= !V || !V->hasLocalStorage() || V->getType()->isPointerType();
    } else if (const auto *S = dyn_cast<StmtExpr>(E); S && !S->getSubStmt()->body_empty()) {
      // container_of() and its like have their value last.
      if (const auto *Last = dyn_cast<Expr>(S->getSubStmt()->body_back()))
        pointer(Last, -1, Deep);
    } else if (!isa<IntegerLiteral>(E)) { // NULL: where nothing is asked for
      Found.Elsewhere = true;
    }
  }

  SideEffects &Effects;
};

} // namespace

const SideEffects::Stores &SideEffects::storesOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  Function.hasBody(Definition);
  auto [It, New] = Stored.try_emplace(Definition);
  if (!New || !Definition)
    return It->second;
  Through T(*this);
  T.TraverseStmt(Definition->getBody());
  return Stored[Definition] = T.Found;
}

bool SideEffects::isDefined(const FunctionDecl &F) const {
  // fortify's __real_strscpy is strscpy to the linker.
  const auto *Label = F.getMostRecentDecl()->getAttr<AsmLabelAttr>();
  return Exported.empty() || Exported.count(Label ? Label->getLabel().str() : F.getNameAsString());
}

bool SideEffects::callHasEffect(const FunctionDecl &F) const {
  if (F.hasAttr<ErrorAttr>() || F.isNoReturn())
    return false;
  // One that only computes is a call of the kernel all the same, unless the
  // compiler makes such calls by itself (strlen).
  if ((F.hasAttr<ConstAttr>() || F.hasAttr<PureAttr>()) && (F.getBuiltinID() || Exported.empty()))
    return false;
  return isDefined(F);
}

const std::string &SideEffects::of(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  Function.hasBody(Definition);
  const FunctionDecl *Key = Definition ? Definition : Function.getCanonicalDecl();
  auto [It, New] = Known.try_emplace(Key);
  if (!New)
    return It->second; // a cycle counts as pure: its other calls decide
  if (!Definition)
    return It->second = "is outside of the headers";
  Finder F(Context, *this);
  F.TraverseStmt(Definition->getBody());
  return Known[Key] = F.Reason;
}

} // namespace umbra
