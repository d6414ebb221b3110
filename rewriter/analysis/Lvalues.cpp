// SPDX-License-Identifier: GPL-2.0-or-later
// All answers are on the safe side: what is not recognized is memory, unbounded,
// changed.
#include "analysis/Lvalues.h"

#include "clang/AST/RecordLayout.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace umbra {

using namespace clang;

/// Longer loops poll, bounded or not: time is what matters.
static constexpr int64_t MostRounds = 1 << 16;

const VarDecl *variable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// X of &X, through casts that keep the size of what is pointed to.
static const Expr *pointee(const Expr *Pointer, ASTContext &Context) {
  const Expr *Bare = Pointer->IgnoreParenCasts();
  const auto *A = dyn_cast<UnaryOperator>(Bare);
  if (!A || A->getOpcode() != UO_AddrOf)
    return nullptr;
  QualType To = Pointer->getType()->getPointeeType(), From = A->getSubExpr()->getType();
  if (To->isIncompleteType() || From->isIncompleteType() ||
      Context.getTypeSizeInChars(To) > Context.getTypeSizeInChars(From))
    return nullptr;
  return A->getSubExpr();
}

static bool constant(const Expr *E, ASTContext &Context, int64_t &Value) {
  Expr::EvalResult R;
  if (E->isValueDependent() || !E->EvaluateAsInt(R, Context) || R.HasSideEffects)
    return false;
  auto Small = R.Val.getInt().tryExtValue();
  if (!Small)
    return false;
  Value = *Small;
  return true;
}

int64_t largest(const Expr *E, ASTContext &Context) {
  int64_t Value;
  if (constant(E, Context, Value))
    return Value < 0 ? -1 : Value;
  E = E->IgnoreParenImpCasts();
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    int64_t Left = largest(B->getLHS(), Context), Right = largest(B->getRHS(), Context);
    if (B->getOpcode() == BO_And) // with a number not below zero: at most that
      return Left < 0 ? Right : Right < 0 ? Left : std::min(Left, Right);
    if (B->getOpcode() == BO_Rem && Right > 0 && B->getLHS()->getType()->isUnsignedIntegerType())
      return Right - 1;
    int64_t By;
    if (B->getOpcode() == BO_Shr && Left >= 0)
      return constant(B->getRHS(), Context, By) && By >= 0 && By < 63 ? Left >> By : Left;
  }
  if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
    int64_t Yes = largest(C->getTrueExpr(), Context), No = largest(C->getFalseExpr(), Context);
    return Yes < 0 || No < 0 ? -1 : std::max(Yes, No);
  }
  QualType T = E->getType();
  if (const FieldDecl *F = E->getSourceBitField(); F && T->isUnsignedIntegerType()) {
    unsigned Width = F->getBitWidthValue(Context);
    return Width < 32 ? (int64_t(1) << Width) - 1 : -1;
  }
  if (T->isUnsignedIntegerType() && Context.getTypeSize(T) <= 16)
    return (int64_t(1) << Context.getTypeSize(T)) - 1;
  return -1;
}

/// The array that a subscript is into, or nullptr if it is into a pointer.
static const ConstantArrayType *arrayOf(const ArraySubscriptExpr *S, ASTContext &Context) {
  return Context.getAsConstantArrayType(S->getBase()->IgnoreParenImpCasts()->getType());
}

Root rootOf(const Expr *E, ASTContext &Context) {
  Root R;
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      R.Var = dyn_cast<VarDecl>(Ref->getDecl());
      return R;
    }
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      E = M->isArrow() ? pointee(M->getBase(), Context) : M->getBase();
    } else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      const ConstantArrayType *A = arrayOf(S, Context);
      if (!A)
        return {};
      int64_t Most = largest(S->getIdx(), Context);
      if (Most < 0 || uint64_t(Most) >= A->getSize().getZExtValue())
        R.Open.push_back(S);
      else
        R.Index |= !S->getIdx()->isEvaluatable(Context);
      E = S->getBase()->IgnoreParenImpCasts();
    } else if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
      E = pointee(U->getSubExpr(), Context);
    } else if (const auto *L = dyn_cast<CompoundLiteralExpr>(E); L && !L->isFileScope()) {
      return R;
    } else {
      E = nullptr;
    }
    if (!E)
      return {};
  }
}

/// Inwards from an lvalue, through members and known elements, to what an arrow
/// or a star goes through; nullptr: it does not come to one. Adds up the offset;
/// Size: of the lvalue.
static const Expr *throughPointer(const Expr *E, ASTContext &Context, int64_t &Offset,
                                  int64_t &Size) {
  QualType T = E->getType();
  if (T->isIncompleteType())
    return nullptr;
  Offset = 0;
  Size = Context.getTypeSizeInChars(T).getQuantity();
  if (const FieldDecl *F = E->getSourceBitField()) {
    auto [Begin, End] = bitFieldBytes(*F, Context);
    Size = int64_t(End - Begin);
  }
  for (;;) {
    E = E->IgnoreParens();
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (!F)
        return nullptr;
      Offset += Context.toCharUnitsFromBits(Context.getFieldOffset(F)).getQuantity();
      E = M->getBase();
      if (M->isArrow())
        return E;
    } else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      const ConstantArrayType *A = arrayOf(S, Context);
      int64_t Index;
      if (!A || !constant(S->getIdx(), Context, Index) || Index < 0 ||
          uint64_t(Index) >= A->getSize().getZExtValue())
        return nullptr;
      Offset += Index * Context.getTypeSizeInChars(A->getElementType()).getQuantity();
      E = S->getBase()->IgnoreParenImpCasts();
    } else if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
      return U->getSubExpr();
    } else {
      return nullptr;
    }
  }
}

Field fieldOf(const Expr *E, ASTContext &Context) {
  Field R;
  int64_t Offset, Size;
  const Expr *Pointer = throughPointer(E, Context, Offset, Size);
  const auto *Ref = Pointer ? dyn_cast<DeclRefExpr>(Pointer->IgnoreParenImpCasts()) : nullptr;
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || !V->getType()->isPointerType())
    return {};
  R.Pointer = V;
  R.Base = Ref;
  R.Begin = Offset;
  R.End = Offset + Size;
  return R;
}

Member memberOf(const Expr *E, ASTContext &Context) {
  Member R;
  int64_t Offset, Size;
  const Expr *Pointer = throughPointer(E, Context, Offset, Size);
  if (!Pointer || !Pointer->getType()->isPointerType())
    return {};
  const auto *T = Pointer->getType()->getPointeeType()->getAs<RecordType>();
  // Of `*p` all of it is stored.
  if (!T || E->getType()->isRecordType())
    return {};
  R.Base = Pointer;
  R.Structure = T->getDecl();
  R.Begin = Offset;
  R.End = Offset + Size;
  return R;
}

std::string memberPath(const Expr *E, const RecordDecl *&Structure) {
  std::string Path;
  Structure = nullptr;
  for (;;) {
    E = E->IgnoreParenImpCasts();
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      E = S->getBase();
      continue;
    }
    const auto *M = dyn_cast<MemberExpr>(E);
    if (!M)
      return "";
    if (M->getMemberDecl()->getIdentifier())
      Path = M->getMemberDecl()->getNameAsString() + (Path.empty() ? "" : ".") + Path;
    E = M->getBase();
    if (M->isArrow()) {
      if (const auto *T = E->getType()->getPointeeType()->getAs<RecordType>())
        Structure = T->getDecl();
      return Path;
    }
  }
}

std::pair<uint64_t, uint64_t> bitFieldBytes(const FieldDecl &F, ASTContext &Context) {
  uint64_t First = Context.getFieldOffset(&F);
  uint64_t End = First + F.getBitWidthValue(Context);
  return {First / 8, (End + 7) / 8};
}

namespace {

/// Every place that may change a variable, or let others do so.
class Changes : public RecursiveASTVisitor<Changes> {
public:
  Changes(std::set<const VarDecl *> *Changed, std::set<const VarDecl *> *Taken)
      : Changed(Changed), Taken(Taken) {}

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      add(Changed, B->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      add(Changed, U->getSubExpr());
    if (U->getOpcode() == UO_AddrOf)
      add(Taken, U->getSubExpr());
    return true;
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      add(Changed, A->getOutputExpr(I));
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    if (Changed)
      Changed->insert(V);
    return true;
  }

private:
  static void add(std::set<const VarDecl *> *Set, const Expr *E) {
    if (!Set)
      return;
    // A part of it counts as the whole.
    for (;;) {
      E = E->IgnoreParenCasts();
      if (const auto *M = dyn_cast<MemberExpr>(E); M && !M->isArrow())
        E = M->getBase();
      else
        break;
    }
    if (const VarDecl *V = variable(E))
      Set->insert(V);
  }

  std::set<const VarDecl *> *Changed, *Taken;
};

} // namespace

void changedIn(const Stmt *S, std::set<const VarDecl *> &Changed) {
  if (S)
    Changes(&Changed, nullptr).TraverseStmt(const_cast<Stmt *>(S));
}

void addressesTakenIn(const Stmt *S, std::set<const VarDecl *> &Taken) {
  if (S)
    Changes(nullptr, &Taken).TraverseStmt(const_cast<Stmt *>(S));
}

/// The step of `i++`, `--i`, `i += 2`; 0: something else.
static int64_t stepOf(const Expr *E, const VarDecl *&Counter, ASTContext &Context) {
  E = E->IgnoreParens();
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->isIncrementDecrementOp()) {
    Counter = variable(U->getSubExpr());
    return U->isIncrementOp() ? 1 : -1;
  }
  int64_t By;
  const auto *B = dyn_cast<BinaryOperator>(E);
  if (B && B->getOpcode() == BO_Comma) {
    int64_t Step = stepOf(B->getLHS(), Counter, Context);
    return Step ? Step : stepOf(B->getRHS(), Counter, Context);
  }
  if (!B || !constant(B->getRHS(), Context, By) || By <= 0 || By > MostRounds)
    return 0;
  Counter = variable(B->getLHS());
  return B->getOpcode() == BO_AddAssign ? By : B->getOpcode() == BO_SubAssign ? -By : 0;
}

/// `C = find_next_bit(..., C)`, the kernel's search from C on: C is never less behind it.
static bool searchesUp(const Expr *E, const VarDecl *C) {
  const auto *B = dyn_cast<BinaryOperator>(E->IgnoreParens());
  if (!B || B->getOpcode() != BO_Assign || variable(B->getLHS()) != C)
    return false;
  const auto *Call = dyn_cast<CallExpr>(B->getRHS()->IgnoreParenImpCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  return F && F->getIdentifier() && F->getName().starts_with("find_next_") && Call->getNumArgs() &&
         variable(Call->getArg(Call->getNumArgs() - 1)) == C;
}

/// A variable of the kernel's, as nr_cpu_ids: declared here, not defined.
static bool isKernels(const VarDecl *V) {
  return V && V->hasExternalStorage() && !V->getDefinition() && V->getType()->isIntegerType();
}

/// Does a loop end by this condition, which is one of those joined by `&&`?
static bool endsBy(const ForStmt *F, const Expr *Condition, const std::set<const VarDecl *> &Taken,
                   ASTContext &Context) {
  const auto *C = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
  if (C && C->getOpcode() == BO_LAnd)
    return endsBy(F, C->getLHS(), Taken, Context) || endsBy(F, C->getRHS(), Taken, Context);
  int64_t Value;
  const VarDecl *Counter = nullptr;
  int64_t Step = stepOf(F->getInc(), Counter, Context);
  bool Searches = C && Step > 0 && C->getOpcode() == BO_Comma && searchesUp(C->getLHS(), Counter);
  if (Searches)
    C = dyn_cast<BinaryOperator>(C->getRHS()->IgnoreParenImpCasts());
  if (!C || !Step || !Counter || !Counter->hasLocalStorage() || Taken.count(Counter) ||
      !Counter->getType()->isIntegerType())
    return false;
  BinaryOperatorKind Kind = C->getOpcode();
  const Expr *Left = C->getLHS(), *Right = C->getRHS();
  if (variable(Left) != Counter) {
    if (variable(Right) != Counter || !BinaryOperator::isRelationalOp(Kind))
      return false;
    std::swap(Left, Right);
    Kind = BinaryOperator::reverseComparisonOp(Kind);
  }
  std::set<const VarDecl *> Changed;
  changedIn(F->getBody(), Changed);
  changedIn(Searches ? C : F->getCond(), Changed);
  if (Changed.count(Counter))
    return false;
  unsigned Width = Context.getIntWidth(Counter->getType());
  bool Signed = Counter->getType()->isSignedIntegerType();
  int64_t Most = Signed        ? (int64_t(1) << (Width - 1)) - 1
                 : Width >= 63 ? INT64_MAX
                               : (int64_t(1) << Width) - 1;
  if (Step < 0) // down to zero: `i > 0`, or `i >= 0` where that can be false
    return constant(Right, Context, Value) && Value >= 0 && Value <= MostRounds && F->getInit() &&
           (Kind == BO_GT || (Kind == BO_GE && Signed)) && [&] {
             int64_t From = -1;
             if (const auto *A = dyn_cast<BinaryOperator>(F->getInit()))
               return A->getOpcode() == BO_Assign && variable(A->getLHS()) == Counter &&
                      constant(A->getRHS(), Context, From) && From <= MostRounds;
             return Counter->hasInit() && constant(Counter->getInit(), Context, From) &&
                    From <= MostRounds;
           }();
  if (Kind != BO_LT && Kind != BO_LE)
    return false;
  // Upwards from a number not below zero.
  int64_t From = -1;
  if (const auto *A = dyn_cast_or_null<BinaryOperator>(F->getInit())) {
    const BinaryOperator *Last = A;
    while (Last->getOpcode() == BO_Comma) {
      const auto *Next = dyn_cast<BinaryOperator>(Last->getLHS()->IgnoreParens());
      if (!Next)
        return false;
      Last = Next;
    }
    if (Last->getOpcode() == BO_Assign && variable(Last->getLHS()) == Counter)
      From = largest(Last->getRHS(), Context);
  } else if (const auto *D = dyn_cast_or_null<DeclStmt>(F->getInit())) {
    if (D->isSingleDecl() && D->getSingleDecl() == Counter && Counter->hasInit())
      From = largest(Counter->getInit(), Context);
  }
  if (From < 0)
    return false;
  if (constant(Right, Context, Value))
    return Value <= MostRounds && Value + Step <= Most;
  // To what nobody changes: a local of few bits.
  const VarDecl *Bound = variable(Right);
  if (Searches && isKernels(Bound))
    return true;
  if (!Bound || !Bound->hasLocalStorage() || Taken.count(Bound) || Changed.count(Bound) ||
      !Bound->getType()->isIntegerType())
    return false;
  unsigned BoundWidth = Context.getIntWidth(Bound->getType());
  return BoundWidth <= 16 && BoundWidth < Width && (int64_t(1) << BoundWidth) + Step <= Most;
}

bool isBounded(const Stmt *Loop, const std::set<const VarDecl *> &Taken, ASTContext &Context) {
  int64_t Value;
  if (const auto *D = dyn_cast<DoStmt>(Loop))
    return constant(D->getCond(), Context, Value) && !Value;
  if (const auto *W = dyn_cast<WhileStmt>(Loop))
    return constant(W->getCond(), Context, Value) && !Value;
  const auto *F = dyn_cast<ForStmt>(Loop);
  return F && F->getCond() && F->getInc() && endsBy(F, F->getCond(), Taken, Context);
}

} // namespace umbra
