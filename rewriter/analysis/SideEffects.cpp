// SPDX-License-Identifier: GPL-2.0-or-later
// Walks a body for stores, assembly and calls.
#include "analysis/SideEffects.h"
#include "analysis/Live.h"

#include "clang/AST/Attr.h"

namespace umbra {

using namespace clang;

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

class Finder : public Live<Finder> {
public:
  Finder(ASTContext &Context, SideEffects &Effects) : Live(Context), Effects(Effects) {}
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
    // A register that goes to memory is a store, too.
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      if (!isLocal(A->getOutputExpr(I)))
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

private:
  SideEffects &Effects;
};

} // namespace

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
