// SPDX-License-Identifier: GPL-2.0-or-later
// Walks a body once and finds what is to be checked; then Covered.h says which
// checks are made already, and the rest become changes of the text (CheckText.h). A store
// whose text cannot be changed is refused: nothing is passed unchecked.
#include "analysis/Stores.h"
#include "analysis/CheckText.h"
#include "analysis/Covered.h"
#include "analysis/Targets.h"
#include "support/ClangRun.h"

#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

namespace umbra {

using namespace clang;

namespace {

/// Does the compiler or the header write through the first argument, without a
/// tap?
bool copiesBytes(StringRef Name) {
  Name.consume_front("__builtin_");
  Name.consume_front("__underlying_");
  return Name == "memcpy" || Name == "memset" || Name == "memmove" || Name == "__memcpy" ||
         Name == "__memset" || Name == "__memmove";
}

class Walker : public RecursiveASTVisitor<Walker> {
  using Base = RecursiveASTVisitor<Walker>;

public:
  Walker(const FunctionDecl &F, const Span &Declaration, CompilerInstance &CI, OwnText &Text,
         SideEffects &Effects, const Specs &S, Unit &U)
      : F(F), Declaration(Declaration), CI(CI), Context(CI.getASTContext()),
        SM(CI.getSourceManager()), Text(Text), Effects(Effects), S(S), U(U),
        Put(F, Taken, CI.getASTContext(), Text, U) {}

  void run() {
    addressesTakenIn(F.getBody(), Taken);
    TraverseStmt(F.getBody());
    decide();
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp()) {
      store(B, B->getLHS(), B->getOperatorLoc());
      Assigned.insert(variable(B->getLHS()));
    }
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *O) {
    if (O->isIncrementDecrementOp()) {
      store(O, O->getSubExpr(), O->getOperatorLoc());
      Assigned.insert(variable(O->getSubExpr()));
    }
    return true;
  }

  bool VisitAtomicExpr(AtomicExpr *E) {
    pointerStore(E->getPtr(), E->getBeginLoc(), "an atomic operation");
    return true;
  }

  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    bool Memory = false, Pointer = false, Says = false;
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      if (A->getOutputConstraint(I).find_first_of("mo") != StringRef::npos) {
        store(A, A->getOutputExpr(I), A->getAsmLoc());
        Says = true;
      }
    for (unsigned I = 0; I < A->getNumClobbers(); I++)
      Memory |= A->getClobber(I) == "memory";
    // Where an output is memory, a pointer is a value to store (cmpxchg()).
    for (unsigned I = 0; I < A->getNumInputs() && !Says; I++)
      Pointer |= A->getInputExpr(I)->getType()->isPointerType();
    bool Empty = A->getAsmString()->getString().trim().empty();
    bool Spelled = Text.pieceOf(A->getAsmLoc()).Length;
    if (!Empty && Memory && (Pointer || Spelled))
      refuse(A->getAsmLoc(), "inline assembly that may write any memory",
             "use the kernel's own helper for it, or give the memory as an output \"=m\"");
    return true;
  }

  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee();
    if (!Callee) {
      indirect(C);
      return true;
    }
    StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
    if (const FunctionDecl * Body; Callee->hasBody(Body) && isMade(*Body))
      for (unsigned I = 0; I < C->getNumArgs() && I < Body->getNumParams(); I++)
        if (isStoredThrough(*Body->getParamDecl(I)))
          pointerStore(C->getArg(I), C->getBeginLoc(), "a function that stores");
    if (copiesBytes(Name) && C->getNumArgs() == 3)
      bytes(C, C->getArg(0), C->getArg(2));
    else if (Name.starts_with("__atomic_") || Name.starts_with("__sync_"))
      pointerStore(C->getArg(0), C->getBeginLoc(), "an atomic operation");
    return true;
  }

  bool VisitForStmt(ForStmt *S) { return loop(S, S->getBody()); }
  bool VisitWhileStmt(WhileStmt *S) { return loop(S, S->getBody()); }
  bool VisitDoStmt(DoStmt *S) { return loop(S, S->getBody()); }
  bool VisitGotoStmt(GotoStmt *S) {
    // Backwards only: the label comes first. Where __label__ declares it says nothing.
    if (SM.isBeforeInTranslationUnit(S->getLabel()->getStmt()->getIdentLoc(), S->getGotoLoc()))
      poll(S, S);
    return true;
  }

  /// Remembers the whole expression that one is in: the compiler's line of a
  /// store may be any of its lines.
  bool TraverseStmt(Stmt *S) {
    SourceRange Saved = Full;
    if (!S || !isa<Expr>(S))
      Full = {};
    else if (Full.isInvalid())
      Full = S->getSourceRange();
    bool Go = Base::TraverseStmt(S);
    Full = Saved;
    return Go;
  }

  // What the compiler never runs.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc) { return true; }
  bool TraverseGenericSelectionExpr(GenericSelectionExpr *E) {
    return E->isResultDependent() || TraverseStmt(E->getResultExpr());
  }
  bool TraverseChooseExpr(ChooseExpr *E) { return TraverseStmt(E->getChosenSubExpr()); }
  bool TraverseIfStmt(IfStmt *S) {
    int Value = constant(S->getCond());
    // Constant by configuration; the driver's own text is kept whole.
    if (Value < 0 || !S->getIfLoc().isMacroID())
      return Base::TraverseIfStmt(S);
    Stmt *Live = Value ? S->getThen() : S->getElse();
    return !Live || TraverseStmt(Live);
  }
  // By the size of what it is given, a macro stores as one type or another (cmpxchg()).
  bool TraverseSwitchStmt(SwitchStmt *S) {
    const auto *Body = dyn_cast<CompoundStmt>(S->getBody());
    Expr::EvalResult R;
    if (!S->getSwitchLoc().isMacroID() || !Body || !S->getCond()->EvaluateAsInt(R, Context))
      return Base::TraverseSwitchStmt(S);
    bool Live = false;
    for (Stmt *Each : Body->body()) {
      Stmt *Inner = Each;
      while (auto *Case = dyn_cast<SwitchCase>(Inner)) {
        const auto *C = dyn_cast<CaseStmt>(Case);
        int64_t Value;
        Live |= !C || C->getRHS() || !constantValue(C->getLHS(), Value) ||
                Value == R.Val.getInt().getExtValue();
        Inner = Case->getSubStmt();
      }
      if (Live && !TraverseStmt(Inner))
        return false;
      if (const auto *Block = dyn_cast<CompoundStmt>(Inner); Block && !Block->body_empty())
        Inner = const_cast<Stmt *>(Block->body_back());
      Live &= !isa<BreakStmt>(Inner);
    }
    return true;
  }

private:
  int constant(const Expr *E) {
    Expr::EvalResult R;
    if (E->isValueDependent() || !E->EvaluateAsRValue(R, Context) || R.HasSideEffects ||
        !R.Val.isInt())
      return -1;
    return R.Val.getInt() != 0;
  }

  std::string words(SourceRange Range) {
    Span S = Text.pieceOf(Range);
    if (!S.Length)
      return Lexer::getImmediateMacroName(Range.getBegin(), SM, CI.getLangOpts()).str();
    return Put.flat(Text.textOf(S));
  }

  CheckUse &add(CheckUse::Sort What, SourceLocation Loc, SourceRange Whole, SourceRange Target) {
    CheckUse C;
    C.What = What;
    C.Where = placeOf(SM, SM.getExpansionLoc(Loc));
    C.Function = F.getNameAsString();
    C.Target = words(Target);
    C.Spelled = SM.getFileOffset(SM.getSpellingLoc(Target.getBegin()));
    C.Lines = Text.expansionOf(Full.isValid() ? Full : Whole);
    C.Declaration = Declaration;
    U.Checks.push_back(std::move(C));
    return U.Checks.back();
  }

  void refuse(SourceLocation Loc, const std::string &Reason, const std::string &Cure) {
    U.Refusals.push_back({placeOf(SM, SM.getExpansionLoc(Loc)), Reason, Cure});
  }

  void refuseHidden(SourceLocation Loc, const std::string &What) {
    std::string Macro =
        Loc.isMacroID() ? Lexer::getImmediateMacroName(Loc, SM, CI.getLangOpts()).str() : "";
    refuse(Loc,
           "the macro " + (Macro.empty() ? "here" : Macro) + " " + What +
               " through a name of its own, which no check can be put around",
           "write the macro out here, or use a function instead of it");
  }

  static void proven(CheckUse &C, const std::string &Why) {
    C.Found = CheckUse::Verdict::Proven;
    C.Why = Why;
  }

  /// Is the whole function a macro's of the kernel's (DECLARE_EWMA)? No check can be put
  /// into it: what it is given to store to is checked where the driver calls it.
  bool isMade(const FunctionDecl &Of) {
    return Of.getLocation().isMacroID() && Text.isOwn(SM.getExpansionLoc(Of.getLocation())) &&
           !Text.pieceOf(Of.getBody()->getSourceRange()).Length;
  }

  /// Does an lvalue lie behind a parameter, with nothing read on the way to it?
  static bool behindParameter(const Expr *E) {
    for (int Pointers = 0; Pointers <= 1;) {
      E = E->IgnoreParenCasts();
      if (const auto *M = dyn_cast<MemberExpr>(E)) {
        Pointers += M->isArrow();
        E = M->getBase();
      } else if (const auto *U = dyn_cast<UnaryOperator>(E);
                 U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf)) {
        Pointers += U->getOpcode() == UO_Deref ? 1 : -1;
        E = U->getSubExpr();
      } else {
        const VarDecl *V = variable(E);
        return V && isa<ParmVarDecl>(V);
      }
    }
    return false;
  }

  static bool isStoredThrough(const ParmVarDecl &P) {
    QualType T = P.getType()->getPointeeType();
    return !T.isNull() && !T.isConstQualified() && !T->isIncompleteType();
  }

  void store(const Stmt *S, const Expr *To, SourceLocation Loc) {
    Root R = rootOf(To, Context);
    SourceRange Range = S->getSourceRange();
    bool Own = R.Var && isOwnData(*R.Var) && !(R.Open.empty() && inSealed(To));
    if (R.local() || Own || isLiteral(To)) {
      if (R.Open.empty()) {
        // Plain locals are not worth a line in the report.
        if (!R.local() && R.Var)
          provenData(S, To, Loc, Range, *R.Var);
        else if (R.Index)
          proven(add(CheckUse::Sort::Store, Loc, Range, To->getSourceRange()),
                 "an index that is always in bounds");
        return;
      }
      CheckUse &C = add(CheckUse::Sort::Element, Loc, Range, To->getSourceRange());
      C.By = "UMBRA_A";
      for (const ArraySubscriptExpr *Open : R.Open)
        if (!Put.element(C, Open))
          return refuseHidden(Loc, "stores to an element of an array");
      return;
    }
    add(CheckUse::Sort::Store, Loc, Range, To->getSourceRange());
    Pending P;
    P.Check = U.Checks.size() - 1;
    P.To = To;
    P.Loc = Loc;
    P.Bare = isAssignment(S) && Text.pieceOf(Loc, false).Length;
    P.Late = P.Bare && later(*cast<BinaryOperator>(S), P.Changes);
    Field Bytes = fieldOf(To, Context);
    if (Bytes.Pointer && !Taken.count(Bytes.Pointer) && !isa<AsmStmt>(S)) {
      P.Merge = int(List.size());
      Candidate N;
      N.Store = S;
      N.Bytes = Bytes;
      N.Begin = Bytes.Begin;
      N.End = Bytes.End;
      N.Object = wholeSize(Bytes);
      N.Covers = P.Late ? !callsAway(To) : !callsAway(S);
      List.push_back(N);
    }
    Stores.push_back(P);
  }

  /// `p->a = f()`: where f() may take *p away, its value comes first, then the check.
  bool later(const BinaryOperator &B, std::vector<TextChange> &Changes) {
    if (!callsAway(B.getRHS()))
      return false;
    Span All = Text.pieceOf(B.getSourceRange(), false),
         To = Text.pieceOf(B.getLHS()->getSourceRange(), false),
         Value = Text.pieceOf(B.getRHS()->getSourceRange(), false);
    if (!All.Length || !To.Length || !Value.Length || To.File != All.File ||
        Value.File != All.File || To.Offset != All.Offset ||
        Value.Offset + Value.Length != All.Offset + All.Length ||
        StringRef(Text.textOf(All)).contains("\n#"))
      return false;
    unsigned ToEnd = To.Offset + To.Length;
    Span Operator = {All.File, ToEnd, Value.Offset - ToEnd};
    if (StringRef(Text.textOf(Operator)).trim() != B.getOpcodeStr())
      return false;
    Changes.push_back({All, "UMBRA_LATE(", ")"});
    Changes.push_back({Operator, ", " + B.getOpcodeStr().str() + ", ", "", true});
    return true;
  }

  /// Is it, or does it have in it, what the kernel may be using wherever it lies (an armed
  /// timer, a table of operations), or is it a part of that?
  bool inSealed(const Expr *E) {
    if (hasSealed(E->getType()))
      return true;
    QualType To = E->getType()->getPointeeType();
    bool Leads =
        !To.isNull() && (To->isFunctionType() || (To->isRecordType() && To.isConstQualified()));
    for (;;) {
      E = E->IgnoreParenImpCasts();
      const RecordDecl *D = E->getType()->getAsRecordDecl();
      if (isSealed(D) || (Leads && isTable(D)))
        return true;
      if (const auto *M = dyn_cast<MemberExpr>(E))
        E = M->getBase();
      else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
        E = A->getBase();
      else if (const auto *U = dyn_cast<UnaryOperator>(E);
               U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
        E = U->getSubExpr();
      else
        return false;
    }
  }

  bool isSealed(const RecordDecl *D) {
    return D && (S.seals(D->getNameAsString()) || S.Links.count(D->getNameAsString()));
  }

  /// A structure of the kernel's with functions that it calls.
  bool isTable(const RecordDecl *D) {
    return D && !Text.isOwn(D->getLocation()) &&
           std::any_of(D->field_begin(), D->field_end(), [](const FieldDecl *Each) {
             return Each->getType()->isFunctionPointerType();
           });
  }

  bool hasSealed(QualType T) {
    while (const ConstantArrayType *A = Context.getAsConstantArrayType(T))
      T = A->getElementType();
    const RecordDecl *D = T->getAsRecordDecl();
    if (isSealed(D) || isTable(D))
      return true;
    if (D)
      for (const FieldDecl *Each : D->fields())
        if (hasSealed(Each->getType()))
          return true;
    return false;
  }

  static bool isAssignment(const Stmt *S) { return isa<BinaryOperator>(S); }
  static bool isLiteral(const Expr *E) {
    E = E->IgnoreParens();
    while (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (M->isArrow())
        return false;
      E = M->getBase()->IgnoreParens();
    }
    return isa<CompoundLiteralExpr>(E);
  }

  /// Data of the module's, by name: its address needs no check.
  bool isOwnData(const VarDecl &V) {
    const VarDecl *D = V.getDefinition();
    return V.isStaticLocal() || (V.hasGlobalStorage() && !V.hasAttr<SectionAttr>() &&
                                 Text.isOwn((D ? D : &V)->getLocation()));
  }

  void provenData(const Stmt *S, const Expr *To, SourceLocation Loc, SourceRange Range,
                  const VarDecl &V) {
    proven(add(CheckUse::Sort::Store, Loc, Range, To->getSourceRange()),
           "the module's own variable " + V.getNameAsString());
  }

  /// Size of *p if all of it is one object of the driver's own, made of plain
  /// numbers and pointers: nothing in it can be the kernel's. Not of a p in a macro's text, which
  /// may store other members each time.
  int64_t wholeSize(const Field &Bytes) {
    QualType T = Bytes.Pointer->getType()->getPointeeType();
    if (!isPlain(T) || !T->isRecordType() ||
        !Text.pieceOf(Bytes.Base->getSourceRange(), false).Length)
      return 0;
    return Context.getTypeSizeInChars(T).getQuantity();
  }

  bool isPlain(QualType T) {
    if (T->isIncompleteType())
      return false;
    if (const ConstantArrayType *A = Context.getAsConstantArrayType(T))
      return isPlain(A->getElementType());
    const auto *R = T->getAs<RecordType>();
    if (!R)
      return T->isScalarType();
    const RecordDecl *D = R->getDecl()->getDefinition();
    if (!D || !Text.isOwn(D->getLocation()) || D->hasFlexibleArrayMember())
      return false;
    for (const FieldDecl *Each : D->fields())
      if (!isPlain(Each->getType()))
        return false;
    return true;
  }

  /// memcpy() and its like.
  void bytes(CallExpr *C, const Expr *To, const Expr *Count) {
    // What a macro's local was set to, if it is one.
    if (const VarDecl *V = variable(Count); V && V->hasInit() && V->getLocation().isMacroID()) {
      Count = V->getInit()->IgnoreParenImpCasts();
      // Of `(size_t)(n)` only the cast: ALIGN() and its like begin with a parenthesis.
      if (const auto *Cast = dyn_cast<CStyleCastExpr>(Count))
        Count = Cast->getSubExprAsWritten();
    }
    int64_t N = largest(Count, Context);
    const Expr *Object = To->IgnoreParenCasts();
    if (const auto *A = dyn_cast<UnaryOperator>(Object); A && A->getOpcode() == UO_AddrOf)
      Object = A->getSubExpr();
    else if (!Object->getType()->isConstantArrayType())
      Object = nullptr;
    CheckUse &Use =
        add(CheckUse::Sort::Store, C->getBeginLoc(), C->getSourceRange(), To->getSourceRange());
    if (Object) {
      Root R = rootOf(Object, Context);
      bool Own = R.Var && isOwnData(*R.Var) && !inSealed(Object);
      if ((R.local() || Own) && R.Open.empty() && N >= 0 &&
          N <= Context.getTypeSizeInChars(Object->getType()).getQuantity()) {
        proven(Use, std::string(R.local() ? "the local variable " : "the module's own variable ") +
                        R.Var->getNameAsString() + ", " + Put.number(N) + " bytes at most");
        return;
      }
    }
    Span Dest = Put.textOf(To->IgnoreImpCasts());
    Count = Count->IgnoreImpCasts();
    Span Size = Put.textOf(Count);
    if (!Dest.Length && insideObject(Use, To, Count))
      return;
    // Both where the driver uses a macro, or both as the macro has them.
    auto AtUse = [&](const Expr *E) { return Put.textOf(E->IgnoreImpCasts(), false).Length != 0; };
    if (!Dest.Length || (Size.Length && AtUse(To) != AtUse(Count))) {
      Text.inMacros([&] {
        Dest = Text.pieceOf(To->IgnoreImpCasts()->getSourceRange());
        Size = Text.pieceOf(Count->getSourceRange());
        return true;
      });
      if (!Dest.Length || hasEffect(Count) || (Size.Length && !areOfOneMacro(Dest, Size)))
        return refuseHidden(C->getBeginLoc(), "copies to memory");
    }
    std::string Amount;
    if (int64_t Value; Size.Length == 0 && constantValue(Count, Value))
      Amount = Put.number(Value);
    else if (Size.Length == 0)
      return refuseHidden(C->getBeginLoc(), "copies a number of bytes");
    else if (hasEffect(Count)) {
      // Once, where it stands; then the address must be what can be said twice.
      if (hasEffect(To)) {
        Span Name = nameBefore(Dest);
        if (!Name.Length)
          return refuse(Count->getExprLoc(),
                        "the number of bytes to store has a side effect, as has the address, and "
                        "the check has to know both first",
                        "put one of them into a local variable first");
        Use.By = "UMBRA_BYTES";
        unsigned Paren = Name.Offset + Name.Length;
        Use.Changes.push_back({Name, "UMBRA_BYTES(", ""});
        Use.Changes.push_back({{Name.File, Paren, Dest.Offset - Paren}, ", ", "", true});
        return;
      }
      Use.By = "UMBRA_NW";
      Use.Changes.push_back({Size, "UMBRA_NW(", ", " + Put.flat(Text.textOf(Dest)) + ")"});
      return;
    } else
      Amount = Put.flat(Text.textOf(Size));
    Use.By = "UMBRA_WN";
    Use.Changes.push_back({Dest, "UMBRA_WN(", ", " + Amount + ")"});
  }

  /// Are two texts parts of one #define?
  bool areOfOneMacro(const Span &A, const Span &B) {
    unsigned From = std::min(A.Offset, B.Offset), To = std::max(A.Offset, B.Offset);
    if (A.File != B.File)
      return false;
    StringRef Between = StringRef(Text.whole(A)).slice(From, To);
    return Between.count('\n') == Between.count("\\\n");
  }

  /// `memcpy` of `memcpy(p`, where p is.
  Span nameBefore(const Span &Argument) {
    StringRef Before = StringRef(Text.whole(Argument)).take_front(Argument.Offset).rtrim();
    if (!Before.consume_back("("))
      return {};
    unsigned End = unsigned(Before.size());
    while (!Before.empty() && (isalnum((unsigned char)Before.back()) || Before.back() == '_'))
      Before = Before.drop_back();
    return {Argument.File, unsigned(Before.size()), End - unsigned(Before.size())};
  }

  /// What a macro works out from an object that the driver gives it (memset_after()): a
  /// known number of bytes, behind a known number.
  bool insideObject(CheckUse &C, const Expr *To, const Expr *Count) {
    int64_t Size = 0, Offset = 0;
    const Expr *From = To->IgnoreParenImpCasts();
    if (const auto *B = dyn_cast<BinaryOperator>(From);
        B && B->getOpcode() == BO_Add && constantValue(B->getRHS(), Offset))
      From = B->getLHS()->IgnoreParenImpCasts();
    QualType T = From->getType()->isPointerType() ? From->getType()->getPointeeType() : QualType();
    bool Bytes = !T.isNull() && (T->isVoidType() || T->isCharType());
    return Bytes && Offset >= 0 && constantValue(Count, Size) && Size >= 0 &&
           Put.throughPointer(C, From, {Offset, Offset + Size});
  }

  /// Is anything called that might take the memory away? C leaves open whether
  /// that is before the check of the left side or after it.
  bool callsAway(const Stmt *S) {
    if (const auto *C = dyn_cast<CallExpr>(S); C && !keeps(*C))
      return true;
    for (const Stmt *Each : S->children())
      if (Each && callsAway(Each))
        return true;
    return false;
  }

  /// Would it matter that an expression is evaluated twice?
  bool hasEffect(const Expr *E) {
    struct Finder : RecursiveASTVisitor<Finder> {
      SideEffects *Effects;
      bool Found = false;
      bool VisitBinaryOperator(BinaryOperator *B) {
        Found |= B->isAssignmentOp();
        return true;
      }
      bool VisitUnaryOperator(UnaryOperator *O) {
        Found |= O->isIncrementDecrementOp();
        return true;
      }
      bool VisitGCCAsmStmt(GCCAsmStmt *) { return !(Found = true); }
      bool VisitCallExpr(CallExpr *C) {
        const FunctionDecl *F = C->getDirectCallee();
        Found |= !F || (F->hasBody() ? !Effects->of(*F).empty()
                                     : !F->getBuiltinID() && Effects->callHasEffect(*F));
        return true;
      }
    } Find;
    Find.Effects = &Effects;
    Find.TraverseStmt(const_cast<Expr *>(E));
    return Find.Found;
  }

  bool constantValue(const Expr *E, int64_t &Value) {
    Expr::EvalResult R;
    if (!E->EvaluateAsInt(R, Context))
      return false;
    Value = R.Val.getInt().getExtValue();
    return true;
  }

  /// A store through a pointer, as a whole.
  void pointerStore(const Expr *Pointer, SourceLocation Loc, const std::string &What) {
    const Expr *Bare = Pointer->IgnoreParenImpCasts();
    CheckUse &C =
        add(CheckUse::Sort::Store, Loc, Pointer->getSourceRange(), Pointer->getSourceRange());
    QualType To = Bare->getType()->getPointeeType();
    if (To.isNull() || To->isIncompleteType() ||
        (!Put.throughPointer(C, Bare, Put.all(To)) &&
         !Text.inMacros([&] { return Put.repeated(C, Bare, Loc); })))
      refuseHidden(Loc, "has " + What);
  }

  void indirect(CallExpr *C) {
    const Expr *Callee = C->getCallee()->IgnoreImpCasts();
    if (isa<DeclRefExpr>(Callee->IgnoreParenImpCasts()) &&
        isa<FunctionDecl>(cast<DeclRefExpr>(Callee->IgnoreParenImpCasts())->getDecl()))
      return; // a builtin
    CheckUse &Use =
        add(CheckUse::Sort::Call, C->getBeginLoc(), C->getSourceRange(), Callee->getSourceRange());
    if (isKernelsTable(Callee)) {
      proven(Use, "a constant table of the kernel's, which no driver may replace");
      return;
    }
    uint32_t Type = uncastType(Callee, Context);
    if (!Type)
      return refuse(C->getBeginLoc(),
                    "a call through a pointer to a function of which the type does not say what "
                    "it takes: no check can tell which function may be called",
                    "give the pointer a prototype");
    Use.By = "UMBRA_ICALL";
    Use.Type = Type;
    Span S = Text.pieceOf(Callee->getSourceRange());
    // What a macro's local was set to (INDIRECT_CALL_1()).
    for (const VarDecl *V = variable(Callee);
         !S.Length && V && V->hasInit() && V->getLocation().isMacroID() && !Assigned.count(V);
         V = variable(V->getInit()))
      S = Put.textOf(V->getInit()->IgnoreImpCasts());
    if (S.Length)
      Use.Changes.push_back(Put.around(S, "UMBRA_ICALL", ", " + hexadecimal(Type)));
    else if (kernelsOperation(Callee))
      proven(Use, "the kernel's own operation, which its macro calls");
    else if (!Text.inMacros([&] {
               S = Text.pieceOf(Callee->getSourceRange());
               if (S.Length)
                 Use.Changes.push_back(Put.around(S, "UMBRA_ICALL", ", " + hexadecimal(Type)));
               return S.Length != 0;
             }))
      refuseHidden(C->getBeginLoc(), "calls a function pointer");
  }

  /// `(p)->ops->write(p, x)` in a macro of the kernel's, as in an inline: a member
  /// of its own structure, which the driver does not name.
  bool kernelsOperation(const Expr *Callee) {
    const auto *M = dyn_cast<MemberExpr>(Callee->IgnoreParenImpCasts());
    return M && !Text.isOwn(M->getMemberDecl()->getLocation()) &&
           !Text.pieceOf(M->getMemberLoc()).Length;
  }

  /// `object->ops->function`: ops is constant, and a field that specs give to no driver.
  bool isKernelsTable(const Expr *Callee) {
    const auto *Function = dyn_cast<MemberExpr>(Callee->IgnoreParenImpCasts());
    if (!Function || !Function->isArrow())
      return false;
    QualType Table = Function->getBase()->getType()->getPointeeType();
    const auto *R = Table->getAs<RecordType>();
    const auto *Ops = dyn_cast<MemberExpr>(Function->getBase()->IgnoreParenImpCasts());
    if (!Table.isConstQualified() || !R || Text.isOwn(R->getDecl()->getLocation()) || !Ops ||
        !Ops->isArrow())
      return false;
    const auto *Field = dyn_cast<FieldDecl>(Ops->getMemberDecl());
    std::string Structure = Field ? Field->getParent()->getNameAsString() : "";
    std::string Name = Structure + "." + (Field ? Field->getNameAsString() : "");
    return S.governs(Structure) && !S.Writes.count(Name) && !S.Seals.count(Name);
  }

  // Loops.

  bool loop(const Stmt *S, const Stmt *Body) {
    if (isBounded(S, Taken, Context)) {
      // do { } while (0) is no loop.
      if (isa<ForStmt>(S))
        proven(add(CheckUse::Sort::Loop, S->getBeginLoc(), S->getBeginLoc(), S->getBeginLoc()),
               "counts to a bound");
      return true;
    }
    poll(S, Body);
    return true;
  }

  void poll(const Stmt *Loop, const Stmt *Body) {
    CheckUse &C =
        add(CheckUse::Sort::Loop, Loop->getBeginLoc(), Loop->getBeginLoc(), Loop->getBeginLoc());
    C.By = "UMBRA_POLL";
    // for_each macros end in `if (!...) { } else`: the body is behind it.
    for (;;) {
      const auto *If = dyn_cast<IfStmt>(Body);
      if (!If || !If->getElse() || Text.pieceOf(Body->getSourceRange()).Length)
        break;
      Body = If->getElse();
    }
    auto InBody = [&] {
      const auto *Block = dyn_cast<CompoundStmt>(Body);
      Span S = Block ? Text.pieceOf(Block->getLBracLoc()) : statementText(Body);
      if (S.Length)
        C.Changes.push_back(Block ? TextChange{S, "", " UMBRA_POLL();"}
                                  : TextChange{S, "{ UMBRA_POLL(); ", " }"});
      return S.Length != 0;
    };
    if (InBody())
      return;
    if (callsOut(Body)) {
      proven(C, "a loop of the macro's that calls taps");
      return;
    }
    const auto *For = dyn_cast<ForStmt>(Loop);
    if (For && For->getInc() && For->getCond() && !hasEffect(For->getCond()) && isEmpty(Body)) {
      proven(C, "a loop of the macro's that does nothing");
      return;
    }
    // A macro's `if` in front of the driver's statement: each round asks for the condition.
    if (Span Asked = For && For->getCond() ? Put.textOf(For->getCond()) : Span(); Asked.Length) {
      C.Changes.push_back({Asked, "({ UMBRA_POLL(); ", "; })"});
      return;
    }
    if (Span Asked = askedOf(Loop); Asked.Length) {
      C.Changes.push_back({Asked, "({ UMBRA_POLL(); ", "; })"});
      return;
    }
    if (!Text.inMacros(InBody))
      refuseHidden(Loop->getBeginLoc(), "loops");
  }

  /// A variable that the macro was given and asks for in each round; wherever else it
  /// stands in the macro, it is asked for its value, too.
  Span askedOf(const Stmt *Loop) {
    struct Finder : RecursiveASTVisitor<Finder> {
      std::vector<const DeclRefExpr *> Seen;
      std::set<const Expr *> Values;
      bool VisitDeclRefExpr(DeclRefExpr *E) {
        Seen.push_back(E);
        return true;
      }
      bool VisitImplicitCastExpr(ImplicitCastExpr *E) {
        if (E->getCastKind() == CK_LValueToRValue)
          Values.insert(E->getSubExpr()->IgnoreParens());
        return true;
      }
    } Asked, All;
    const Expr *Condition = conditionOf(Loop);
    Asked.TraverseStmt(const_cast<Expr *>(Condition));
    All.TraverseStmt(F.getBody());
    for (const DeclRefExpr *E : Asked.Seen) {
      Span S = Text.pieceOf(E->getSourceRange());
      bool Values = S.Length;
      for (const DeclRefExpr *Other : All.Seen)
        if (Span T = Text.pieceOf(Other->getSourceRange());
            T.Length && T.File == S.File && T.Offset == S.Offset)
          Values &= All.Values.count(Other) > 0;
      if (Values)
        return S;
    }
    return {};
  }

  static const Expr *conditionOf(const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return For->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(Loop))
      return While->getCond();
    const auto *Do = dyn_cast<DoStmt>(Loop);
    return Do ? Do->getCond() : nullptr;
  }

  /// Nothing but expressions whose value nobody wants.
  bool isEmpty(const Stmt *S) {
    if (const auto *Do = dyn_cast<DoStmt>(S)) {
      int64_t Value = 0;
      return constantValue(Do->getCond(), Value) && !Value && isEmpty(Do->getBody());
    }
    if (const auto *E = dyn_cast<Expr>(S))
      return !hasEffect(E);
    return (isa<CompoundStmt>(S) || isa<NullStmt>(S)) &&
           std::all_of(S->child_begin(), S->child_end(),
                       [&](const Stmt *Each) { return isEmpty(Each); });
  }

  /// Does every round reach the kernel?
  bool callsOut(const Stmt *Body) {
    struct Finder : RecursiveASTVisitor<Finder> {
      SideEffects *Effects;
      bool Found = false;
      bool VisitCallExpr(CallExpr *C) {
        const FunctionDecl *Callee = C->getDirectCallee();
        if (Callee && !Callee->hasBody() && Effects->callHasEffect(*Callee))
          Found = true;
        return true;
      }
    } Find;
    Find.Effects = &Effects;
    Find.TraverseStmt(const_cast<Stmt *>(Body));
    return Find.Found;
  }

  /// A statement with the semicolon that ends it.
  Span statementText(const Stmt *S) {
    Span All = Text.pieceOf(S->getSourceRange());
    if (!All.Length)
      return {};
    const std::string &Own = Text.whole(All);
    if (endsItself(S))
      return All;
    unsigned End = All.Offset + All.Length;
    if (Own[End - 1] == ';')
      return All;
    while (End < Own.size() && isspace((unsigned char)Own[End]))
      End++;
    if (End >= Own.size() || Own[End] != ';')
      return {};
    return {All.File, All.Offset, End + 1 - All.Offset};
  }

  static bool endsItself(const Stmt *S) {
    if (const auto *I = dyn_cast<IfStmt>(S))
      return endsItself(I->getElse() ? I->getElse() : I->getThen());
    if (const auto *L = dyn_cast<ForStmt>(S))
      return endsItself(L->getBody());
    if (const auto *L = dyn_cast<WhileStmt>(S))
      return endsItself(L->getBody());
    if (const auto *L = dyn_cast<SwitchStmt>(S))
      return endsItself(L->getBody());
    return isa<CompoundStmt>(S) || isa<NullStmt>(S);
  }

  // Decisions.

  struct Pending {
    size_t Check;
    const Expr *To;
    SourceLocation Loc;
    bool Bare = false;               // left of an assignment: needs no parentheses around
    bool Late = false;               // checked when the value is known
    std::vector<TextChange> Changes; // for that
    int Merge = -1;                  // its candidate
  };

  /// Neither frees nor hands over: what was checked stays so.
  bool keeps(const CallExpr &C) {
    const FunctionDecl *Callee = C.getDirectCallee();
    if (!Callee)
      return false;
    StringRef Name = Callee->getIdentifier() ? Callee->getName() : "";
    if (Name.starts_with("__builtin_") || copiesBytes(Name))
      return true;
    if (auto It = S.Calls.find(Name.str()); It != S.Calls.end())
      return It->second.keepsPermissions(S.Kinds);
    if (!Callee->hasBody())
      return !Effects.callHasEffect(*Callee);
    if (Effects.of(*Callee).empty())
      return true;
    // writel() and its like: the only memory they know is the device's.
    bool Device = false;
    for (const ParmVarDecl *P : Callee->parameters()) {
      QualType T = P->getType();
      if (T->isPointerType()) {
        Device = T->getPointeeType()->isVoidType() && T->getPointeeType().isVolatileQualified();
        if (!Device)
          return false;
      }
    }
    return Device;
  }

  void decide() {
    cover(
        F, Context, [&](const CallExpr &C) { return keeps(C); }, List);
    for (const Pending &P : Stores) {
      CheckUse &Use = U.Checks[P.Check];
      const RecordDecl *Structure;
      if (std::string Path = memberPath(P.To, Structure);
          Structure && !Text.isOwn(Structure->getLocation()))
        Use.Member = Structure->getNameAsString() + "." + Path;
      const Candidate *Mine = P.Merge < 0 ? nullptr : &List[P.Merge];
      if (Mine && Mine->By >= 0) {
        Use.Found = CheckUse::Verdict::Merged;
        for (const Pending &Other : Stores)
          if (Other.Merge == Mine->By)
            Use.Into = U.Checks[Other.Check].Where;
        continue;
      }
      if (Mine && (Mine->Begin < Mine->Bytes.Begin || Mine->End > Mine->Bytes.End)) {
        bool Whole = Mine->Begin == 0 && Mine->End == Mine->Object;
        Use.By = Whole ? "UMBRA_W" : "UMBRA_WB";
        Use.Changes.push_back(Put.around(Text.pieceOf(Mine->Bytes.Base->getSourceRange()), Use.By,
                                         Whole ? ""
                                               : ", " + Put.number(Mine->Begin) + ", " +
                                                     Put.number(Mine->End - Mine->Begin)));
        Use.Changes.insert(Use.Changes.end(), P.Changes.begin(), P.Changes.end());
        continue;
      }
      if (!Put.lvalue(Use, P.To, P.Bare)) {
        if (const VarDecl *V = localBehind(P.To))
          proven(Use, "the local variable " + V->getNameAsString());
        else if (kernelsOwn(P.To) || (isMade(F) && behindParameter(P.To)))
          proven(Use, "the kernel's own place, named by its macro alone");
        else if (!Text.inMacros([&] { return Put.repeated(Use, P.To, P.Loc); }))
          refuseHidden(P.Loc, "stores to memory");
      } else {
        Use.Changes.insert(Use.Changes.end(), P.Changes.begin(), P.Changes.end());
      }
      Put.byObject(Use, P.To, P.Changes);
    }
    Put.putGiven();
  }

  /// Is an lvalue all words of the kernel's macros, as `current->__state` of
  /// set_current_state(), `seq_f->private` in the function that
  /// DEFINE_SEQ_ATTRIBUTE() makes? Then it is the kernel that stores, as in an inline.
  bool kernelsOwn(const Expr *E, int Depth = 0) {
    struct Finder : RecursiveASTVisitor<Finder> {
      Walker *W;
      int Depth;
      bool Own = true;
      // Only whole expressions can come from an argument or a file.
      bool VisitExpr(Expr *Each) {
        return Own = Own && Each->getBeginLoc().isMacroID() &&
                     !W->Text.pieceOf(Each->getSourceRange()).Length;
      }
      bool VisitDeclRefExpr(DeclRefExpr *Ref) {
        const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        if (!V || !V->hasLocalStorage())
          return Own = Own && (!V || !W->Text.isOwn(V->getLocation()));
        // What a function that is all the macro's is called with leads to the place,
        // but is not it: the driver may call that function, too (DECLARE_EWMA()).
        if (isa<ParmVarDecl>(V))
          return Own = Own && Depth && V->getLocation().isMacroID() &&
                       !W->Text.pieceOf(V->getLocation()).Length;
        // A local of the macro's, which is as it was set.
        return Own = Own && Depth < 8 && V->hasInit() && V->getLocation().isMacroID() &&
                     !W->Taken.count(V) && !W->Assigned.count(V) &&
                     W->kernelsOwn(V->getInit(), Depth + 1);
      }
    } Find;
    Find.W = this;
    Find.Depth = Depth;
    return Find.TraverseStmt(const_cast<Expr *>(E)) && Find.Own;
  }

  /// `*p` of a macro's p that was set to a local variable's address (try_cmpxchg() in
  /// another macro): that variable, or nullptr.
  const VarDecl *localBehind(const Expr *E) {
    const auto *Deref = dyn_cast<UnaryOperator>(E->IgnoreParens());
    if (!Deref || Deref->getOpcode() != UO_Deref)
      return nullptr;
    const Expr *P = Deref->getSubExpr()->IgnoreParenCasts();
    for (int Depth = 0; Depth < 8; Depth++) {
      if (const auto *A = dyn_cast<UnaryOperator>(P); A && A->getOpcode() == UO_AddrOf) {
        Root R = rootOf(A->getSubExpr(), Context);
        bool Fits = Put.all(E->getType()).End <= Put.all(A->getSubExpr()->getType()).End;
        return R.local() && R.Open.empty() && Fits ? R.Var : nullptr;
      }
      const VarDecl *V = variable(P);
      if (!V || !V->hasLocalStorage() || !V->hasInit() || !V->getLocation().isMacroID() ||
          Taken.count(V) || Assigned.count(V))
        return nullptr;
      P = V->getInit()->IgnoreParenCasts();
    }
    return nullptr;
  }

  const FunctionDecl &F;
  const Span &Declaration;
  CompilerInstance &CI;
  ASTContext &Context;
  SourceManager &SM;
  OwnText &Text;
  SideEffects &Effects;
  const Specs &S;
  Unit &U;
  SourceRange Full; // of the whole expression, when in one
  std::set<const VarDecl *> Taken, Assigned;
  std::vector<Pending> Stores;
  std::vector<Candidate> List;
  CheckText Put;
};

} // namespace

void findChecks(const FunctionDecl &F, const Span &Declaration, CompilerInstance &CI, OwnText &Text,
                SideEffects &Effects, const Specs &S, Unit &U) {
  Walker(F, Declaration, CI, Text, Effects, S, U).run();
}

} // namespace umbra
