// SPDX-License-Identifier: GPL-2.0-or-later
// Walks a body for where it stores, and follows what a place is worked out from: through the
// body's own variables, and what inlines that it calls store and return.
#include "analysis/Live.h"
#include "analysis/SideEffects.h"

#include "clang/AST/RecordLayout.h"
#include "clang/Basic/CharInfo.h"

#include "llvm/ADT/StringExtras.h"
#include <algorithm>

namespace umbra {

using namespace clang;

static bool isConstant(const Expr *Pointer) {
  return Pointer->IgnoreParenCasts()->getType()->getPointeeType().isConstQualified();
}

static bool isAddress(const Expr *E) { return E->getType()->isPointerType() && !isConstant(E); }

const Expr *writtenInput(const GCCAsmStmt &A) {
  bool Memory = false, Says = false;
  for (unsigned I = 0; I < A.getNumClobbers(); I++)
    Memory |= A.getClobber(I) == "memory";
  for (unsigned I = 0; I < A.getNumOutputs(); I++)
    Says |= A.getOutputConstraint(I).contains('m');
  for (unsigned I = 0; Memory && I < A.getNumInputs(); I++) {
    const Expr *E = A.getInputExpr(I)->IgnoreParenImpCasts();
    const auto *Deref = dyn_cast<UnaryOperator>(E);
    if (A.getInputConstraint(I).contains('m')
            ? Deref && Deref->getOpcode() == UO_Deref && !isConstant(Deref->getSubExpr())
            : !Says && A.getInputConstraint(I) != "i" && isAddress(E))
      return E;
  }
  for (unsigned I = 0; Memory && !Says && I < A.getNumOutputs(); I++)
    if (A.isOutputPlusConstraint(I) && isAddress(A.getOutputExpr(I)))
      return A.getOutputExpr(I);
  return nullptr;
}

namespace {

/// What a body's own variables are set to: pointers, and what pointers are worked out from.
class Assigned : public Live<Assigned> {
public:
  explicit Assigned(ASTContext &Context) : Live(Context) {}
  std::map<const VarDecl *, std::vector<const Expr *>> To;
  std::set<const VarDecl *> Moved; // by ++ or +=
  std::vector<const Expr *> Returned;

  bool VisitVarDecl(VarDecl *V) {
    if (V->hasInit())
      To[V].push_back(V->getInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (const VarDecl *V = variable(B->getLHS()); V && B->isAssignmentOp()) {
      if (B->getOpcode() == BO_Assign)
        To[V].push_back(B->getRHS());
      else
        Moved.insert(V);
    }
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (const VarDecl *V = variable(U->getSubExpr()); V && U->isIncrementDecrementOp())
      Moved.insert(V);
    return true;
  }
  // A register is worked out from what the assembly is given in it, or else (this_cpu_read()).
  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      if (const VarDecl *V = variable(A->getOutputExpr(I))) {
        Moved.insert(V); // from there, not there
        std::vector<const Expr *> There, Any;
        for (unsigned J = 0; J < A->getNumInputs(); J++) {
          StringRef How = A->getInputConstraint(J);
          if (How == std::to_string(I))
            There.push_back(A->getInputExpr(J));
          else if (A->getInputExpr(J)->getType()->isPointerType() || How.contains('p') ||
                   (!How.empty() && isDigit(How[0])))
            Any.push_back(A->getInputExpr(J));
        }
        std::vector<const Expr *> &From = To[V], &More = There.empty() ? Any : There;
        From.insert(From.end(), More.begin(), More.end());
      }
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *R) {
    if (R->getRetValue())
      Returned.push_back(R->getRetValue());
    return true;
  }

  static const VarDecl *variable(const Expr *E) {
    const auto *R = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
    return R ? dyn_cast<VarDecl>(R->getDecl()) : nullptr;
  }
};

/// Where does a body store?
class Through : public Live<Through> {
public:
  Through(ASTContext &Context, SideEffects &Effects, const FunctionDecl &F)
      : Live(Context), Effects(Effects), Set(Context) {
    Set.TraverseStmt(F.getBody());
  }
  SideEffects::Stores Found;

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp())
      set(B->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      set(U->getSubExpr());
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr *E) {
    stored(value(E->getPtr()));
    return true;
  }
  bool VisitGCCAsmStmt(GCCAsmStmt *A) {
    for (unsigned I = 0; I < A->getNumOutputs(); I++)
      stored(place(A->getOutputExpr(I)));
    if (const Expr *E = writtenInput(*A))
      stored(E->getType()->isPointerType() ? value(E) : place(E));
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *Callee = C->getDirectCallee(), *Body = nullptr;
    if (!Callee)
      return true;
    bool Builtin = Callee->getBuiltinID() != 0;
    if (!Builtin && Callee->hasBody(Body))
      return inner(*C, Effects.storesOf(*Body));
    for (unsigned I = 0; I < C->getNumArgs() && I < Callee->getNumParams(); I++) {
      QualType To = Callee->getParamDecl(I)->getType()->getPointeeType();
      if (To.isNull() || To.isConstQualified() || To->isRecordType())
        continue;
      bool Sized = I == 0 && isSized(*C);
      StoreRoots R = value(C->getArg(I));
      // A function that is no inline looks after its own stores.
      if (!Builtin)
        for (auto It = R.begin(); It != R.end();)
          It = It->How == StoreRoot::Param && It->Over.empty() ? std::next(It) : R.erase(It);
      stored(R, Sized ? parameter(C->getArg(2)) : -1, !Builtin);
    }
    return true;
  }

  bool shouldTraversePostOrder() const { return true; } // as it is run
  bool VisitVarDecl(VarDecl *V) {
    SetBefore[V] = Found.Fields;
    return true;
  }
  bool VisitForStmt(ForStmt *) { return Loops = true; }
  bool VisitWhileStmt(WhileStmt *) { return Loops = true; }
  bool VisitGotoStmt(GotoStmt *) { return Loops = true; }
  bool VisitDoStmt(DoStmt *D) {
    Loops |= constant(D->getCond()) != 0;
    return true;
  }

  /// In a loop what is read first in the text may have been set before.
  void forgetLooped() {
    StoreRoots All;
    for (StoreRoot R : Found.Others) {
      if (Loops && isSet(R, Found.Fields))
        unplaced(R);
      All.insert(R);
    }
    Found.Others = All;
  }

  /// Where what it returns leads.
  StoreRoots returned() {
    StoreRoots All;
    for (const Expr *E : Set.Returned)
      add(All, value(E));
    return All;
  }

private:
  static constexpr unsigned TooDeep = 24;
  static constexpr size_t TooLong = 500;

  static void add(StoreRoots &To, const StoreRoots &More) { To.insert(More.begin(), More.end()); }
  static StoreRoots unknown() { return {StoreRoot{}}; }
  static StoreRoot variableRoot(const VarDecl &V) {
    StoreRoot R;
    R.How = StoreRoot::Variable;
    R.Name = V.getNameAsString();
    return R;
  }
  static StoreRoot paramRoot(const ParmVarDecl &P) {
    StoreRoot R;
    R.How = StoreRoot::Param;
    R.Number = P.getFunctionScopeIndex();
    R.At = numbered(R.Number);
    return R;
  }

  /// memcpy(), memset() and their like, with the number of bytes as the third argument.
  static bool isSized(const CallExpr &C) {
    const FunctionDecl *F = C.getDirectCallee();
    return F->getBuiltinID() && C.getNumArgs() == 3 && F->getName().contains("mem");
  }

  void through(unsigned I, int Bytes) {
    int &Known = Found.Through.emplace(I, -1).first->second;
    Known = std::max(Known, Bytes);
  }

  /// An lvalue that is given a value.
  void set(const Expr *E) {
    stored(place(E));
    E = E->IgnoreParenCasts();
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref)
      if (const auto *A = dyn_cast<UnaryOperator>(U->getSubExpr()->IgnoreParenCasts());
          A && A->getOpcode() == UO_AddrOf)
        E = A->getSubExpr()->IgnoreParenCasts(); // WRITE_ONCE()
    if (const VarDecl *V = Assigned::variable(E))
      SetBefore[V] = Found.Fields;
    else if (!isa<MemberExpr>(E))
      Found.Fields.insert("*");
    if (isa<MemberExpr>(E)) {
      Member M = member(E);
      Found.Fields.insert(M.Field.Names.begin(), M.Field.Names.end());
    }
  }

  /// Is a root read from what has been set, by these names?
  static bool isSet(const StoreRoot &R, const std::set<std::string> &By) {
    auto IsSet = [&](const std::string &Name) { return By.count(Name) != 0; };
    return (R.How == StoreRoot::Unknown && IsSet("*")) ||
           std::any_of(R.Over.begin(), R.Over.end(), [&](const StoreField &F) {
             return std::any_of(F.Names.begin(), F.Names.end(), IsSet);
           });
  }

  /// Bytes: the parameter that says how many are stored from there on.
  void stored(const StoreRoots &To, int Bytes = -1, bool HandedOn = false) {
    for (StoreRoot R : To) {
      // Where that leads is not known before the call.
      if (!R.Early && isSet(R, Found.Fields))
        unplaced(R);
      R.Early = false;
      bool Direct = R.How == StoreRoot::Param && R.Over.empty();
      if (Direct)
        through(R.Number, R.Inside ? -1 : Bytes);
      if (Direct && !HandedOn)
        Found.Itself.insert(R.Number);
      if (!Direct || !R.By.empty())
        Found.Others.insert(R);
    }
  }

  /// What an inline that it calls stores.
  bool inner(const CallExpr &C, const SideEffects::Stores &Inner) {
    for (auto [I, Bytes] : Inner.Through)
      if (I < C.getNumArgs())
        stored(value(C.getArg(I)),
               Bytes < 0 || unsigned(Bytes) >= C.getNumArgs() ? -1 : parameter(C.getArg(Bytes)),
               !Inner.Itself.count(I));
    for (const StoreRoot &R : Inner.Others)
      stored(outer(R, C));
    Found.Fields.insert(Inner.Fields.begin(), Inner.Fields.end());
    return true;
  }

  /// What a callee's root is here.
  StoreRoots outer(const StoreRoot &R, const CallExpr &C, unsigned Deep = 0) {
    StoreRoots All;
    if (R.How != StoreRoot::Param) {
      All.insert(R);
    } else if (R.Number < C.getNumArgs()) {
      for (StoreRoot Mine : value(C.getArg(R.Number), Deep + 1)) {
        Mine.Inside |= R.Inside;
        Mine.Over.insert(R.Over.begin(), R.Over.end());
        given(Mine, R, C);
        All.insert(Mine);
      }
    }
    StoreRoots Indexed;
    for (StoreRoot Mine : All) {
      for (unsigned By : R.By)
        if (By < C.getNumArgs())
          indexed(Mine, C.getArg(By), Deep + 1);
      Indexed.insert(Mine);
    }
    return Indexed;
  }

  /// Mine is what an argument is: makes of it where the callee's root is.
  void given(StoreRoot &Mine, const StoreRoot &R, const CallExpr &C) {
    const ParmVarDecl *P = C.getDirectCallee()->getParamDecl(R.Number);
    std::string Type = typeText(P->getType());
    if (R.At.empty() || Mine.At.empty() || Type.empty()) {
      unplaced(Mine);
      return;
    }
    std::string As = "((" + Type + ")" + Mine.At + ")";
    bool Known = true;
    auto Replaced = [&](std::string Text) {
      for (size_t I = 0; (I = Text.find('$', I)) != std::string::npos;) {
        size_t End = Text.find(';', I) + 1;
        unsigned Number = unsigned(std::stoul(Text.substr(I + 1)));
        std::string To = Number == R.Number        ? As
                         : Number < C.getNumArgs() ? inWords(C.getArg(Number))
                                                   : "";
        Known &= !To.empty();
        Text.replace(I, End - I, To);
        I += To.size();
      }
      return Text;
    };
    Mine.At = Replaced(R.At);
    for (const std::string &Each : R.Behind)
      Mine.Behind.push_back(Replaced(Each));
    if (!Known || Mine.At.size() > TooLong)
      unplaced(Mine);
  }

  static void unplaced(StoreRoot &R) {
    R.At.clear();
    R.Behind.clear();
  }
  static std::string numbered(unsigned Parameter) { return "$" + std::to_string(Parameter) + ";"; }
  /// A type that can be written down in a cast, or "".
  std::string typeText(QualType T) {
    std::string Text =
        T.getCanonicalType().getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    return Text.find_first_of("([") == std::string::npos ? Text : "";
  }

  /// Where a member of what is there is; the value that is there, read through it.
  static StoreRoots memberOf(const StoreRoots &Of, StringRef Name) {
    StoreRoots All;
    for (StoreRoot R : Of) {
      if (!R.At.empty() && !Name.empty())
        R.At = "(&" + R.At + "->" + Name.str() + ")";
      All.insert(R);
    }
    return All;
  }
  static StoreRoots unplaced(const StoreRoots &Of) {
    StoreRoots All;
    for (StoreRoot R : Of) {
      unplaced(R);
      All.insert(R);
    }
    return All;
  }

  /// A constant, or a parameter that keeps its value; or "".
  std::string inWords(const Expr *Index) {
    if (auto Value = Index->getIntegerConstantExpr(Context))
      return std::to_string(Value->getExtValue());
    const auto *P = dyn_cast_or_null<ParmVarDecl>(Assigned::variable(Index));
    return P && !Set.Moved.count(P) && !Set.To.count(P) ? numbered(P->getFunctionScopeIndex()) : "";
  }

  /// The parameter that an expression is, or -1.
  int parameter(const Expr *E, unsigned Deep = 0) {
    const VarDecl *V = Assigned::variable(E);
    if (const auto *P = dyn_cast_or_null<ParmVarDecl>(V))
      return int(P->getFunctionScopeIndex());
    return V && V->hasLocalStorage() && V->hasInit() && Deep < 4 ? parameter(V->getInit(), Deep + 1)
                                                                 : -1;
  }

  /// What says which element: parameters, and fields that it is read from.
  void indexed(StoreRoot &R, const Expr *E, unsigned Deep) {
    E = E->IgnoreParenCasts();
    if (Deep > TooDeep || E->isIntegerConstantExpr(Context))
      return;
    for (const StoreRoot &I : value(E, Deep + 1, true)) {
      if (I.How == StoreRoot::Param && I.Over.empty())
        R.By.insert(I.Number);
      R.Over.insert(I.Over.begin(), I.Over.end());
    }
  }

  /// Where an lvalue is. None: in a variable of the function's own.
  StoreRoots place(const Expr *E, unsigned Deep = 0) {
    E = E->IgnoreParenCasts();
    StoreRoots All;
    if (Deep > TooDeep)
      return unknown();
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      All = memberOf(M->isArrow() ? value(M->getBase(), Deep + 1) : place(M->getBase(), Deep + 1),
                     M->getMemberDecl()->getName());
    } else if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = A->getBase();
      bool Array = Base->IgnoreParenImpCasts()->getType()->isArrayType();
      std::string Index = inWords(A->getIdx());
      for (StoreRoot R : Array ? place(Base, Deep + 1) : value(Base, Deep + 1)) {
        if (R.At.empty() || Index.empty())
          unplaced(R);
        else
          R.At = "(&" + (Array ? "(*" + R.At + ")" : R.At) + "[" + Index + "])";
        if (!within(*A))
          indexed(R, A->getIdx(), Deep + 1);
        All.insert(R);
      }
    } else if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
      return value(U->getSubExpr(), Deep + 1);
    } else if (const auto *R = dyn_cast<DeclRefExpr>(E)) {
      const auto *V = dyn_cast<VarDecl>(R->getDecl());
      if (!V)
        return unknown();
      if (!V->hasLocalStorage())
        All.insert(variableRoot(*V));
      return All;
    } else if (isa<CompoundLiteralExpr>(E)) {
      return All;
    } else {
      return value(E, Deep + 1);
    }
    return inside(All);
  }

  /// Is the index a constant, or cut off so that it is an array's?
  bool within(const ArraySubscriptExpr &A) {
    const Expr *Index = A.getIdx()->IgnoreParenCasts();
    if (Index->isIntegerConstantExpr(Context))
      return true;
    const auto *Array =
        Context.getAsConstantArrayType(A.getBase()->IgnoreParenImpCasts()->getType());
    const auto *B = dyn_cast<BinaryOperator>(Index);
    if (!Array || !B || B->getOpcode() != BO_And)
      return false;
    for (const Expr *Mask : {B->getLHS(), B->getRHS()})
      if (auto Value = Mask->getIntegerConstantExpr(Context);
          Value && Value->isNonNegative() &&
          Value->getZExtValue() < Array->getSize().getZExtValue())
        return true;
    return false;
  }

  static StoreRoots inside(const StoreRoots &Of) {
    StoreRoots All;
    for (StoreRoot R : Of) {
      R.Inside = true;
      All.insert(R);
    }
    return All;
  }

  /// Names under which a member is known: itself, and what else its structure has there.
  void names(const RecordDecl &In, uint64_t At, uint64_t Begin, uint64_t End, StringRef Of,
             std::set<std::string> &To) {
    for (const FieldDecl *F : In.fields()) {
      uint64_t From = At + Context.getASTRecordLayout(&In).getFieldOffset(F->getFieldIndex());
      uint64_t Size = F->getType()->isIncompleteType() ? 0 : Context.getTypeSize(F->getType());
      if (F->isBitField())
        Size = F->getBitWidthValue(Context);
      if (From >= End || From + Size <= Begin)
        continue;
      if (!F->getName().empty())
        To.insert((Of + "." + F->getName()).str());
      else if (const auto *R = F->getType()->getAs<RecordType>())
        names(*R->getDecl(), From, Begin, End, Of, To);
    }
  }

  /// Where a pointer leads that is read from an lvalue.
  StoreRoots load(const Expr *E, unsigned Deep) {
    E = E->IgnoreParenCasts();
    if (Deep > TooDeep)
      return unknown();
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref) {
      const Expr *Sub = U->getSubExpr()->IgnoreParenCasts();
      if (const auto *A = dyn_cast<UnaryOperator>(Sub); A && A->getOpcode() == UO_AddrOf)
        return load(A->getSubExpr(), Deep + 1);
      return beyond(value(Sub, Deep + 1), true);
    }
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = A->getBase()->IgnoreParenImpCasts();
      StoreRoots All;
      for (StoreRoot R :
           Base->getType()->isArrayType() ? load(Base, Deep + 1) : beyond(value(Base, Deep + 1))) {
        unplaced(R);
        if (!within(*A))
          indexed(R, A->getIdx(), Deep + 1);
        All.insert(R);
      }
      return All;
    }
    if (isa<MemberExpr>(E))
      return loadMember(E, Deep);
    if (const VarDecl *V = Assigned::variable(E)) {
      StoreRoots All;
      if (!V->hasLocalStorage()) {
        All.insert(variableRoot(*V));
        return All;
      }
      const auto *P = dyn_cast<ParmVarDecl>(V);
      if (P)
        All.insert(paramRoot(*P));
      auto It = Set.To.find(V);
      if (It == Set.To.end())
        return !P ? unknown() : Set.Moved.count(V) ? unplaced(All) : All;
      if (!Looking.insert(V).second) { // it is set from itself
        Circles.insert(V);
        return unplaced(All);
      }
      for (const Expr *From : It->second)
        add(All, value(From, Deep + 1));
      Looking.erase(V);
      if (auto Before = SetBefore.find(V); Before != SetBefore.end() && It->second.size() == 1)
        All = readBefore(All, Before->second);
      return Circles.count(V) || Set.Moved.count(V) ? unplaced(All) : All;
    }
    return unknown();
  }

  /// What was read into a variable when these fields had been set.
  static StoreRoots readBefore(const StoreRoots &Of, const std::set<std::string> &Set) {
    StoreRoots All;
    for (StoreRoot R : Of) {
      if (!R.Early && isSet(R, Set))
        unplaced(R);
      R.Early = true;
      All.insert(R);
    }
    return All;
  }

  /// What a pointer leads to that is read where another leads.
  static StoreRoots beyond(const StoreRoots &Of, bool There = false) {
    StoreRoots All;
    for (const StoreRoot &R : Of) {
      bool Direct = R.How == StoreRoot::Param && R.Over.empty();
      StoreRoot To = Direct ? StoreRoot{} : R;
      unplaced(To);
      if (There && Direct && !R.At.empty())
        read(To, R, "(*" + R.At + ")");
      All.insert(To);
    }
    return All;
  }

  /// To is what is read at a place.
  static void read(StoreRoot &To, const StoreRoot &Place, const std::string &At) {
    To.At = At;
    To.Early = false;
    To.Behind = Place.Behind;
    To.Behind.push_back(Place.At);
  }

  /// A member of what a pointer leads to, or of an element of an array.
  struct Member {
    const Expr *Base = nullptr; // nullptr: it is none, but of Rest
    const Expr *Rest = nullptr;
    bool Element = false, Straight = true;
    StoreField Field;
    std::string Path; // from what Base leads to
  };
  Member member(const Expr *E) {
    Member Found;
    uint64_t Begin = 0,
             Size = E->getType()->isIncompleteType() ? 0 : Context.getTypeSize(E->getType());
    std::string Shown;
    while (const auto *M = dyn_cast<MemberExpr>(E)) {
      const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
      if (!F)
        return Member();
      Begin += Context.getFieldOffset(F);
      if (!F->getName().empty()) {
        Shown = F->getNameAsString();
        Found.Path = Found.Path.empty() ? Shown : Shown + "." + Found.Path;
      }
      E = M->getBase()->IgnoreParenCasts();
      // An element of an array in it: the whole.
      while (!M->isArrow())
        if (const auto *A = dyn_cast<ArraySubscriptExpr>(E);
            A && A->getBase()->IgnoreParenImpCasts()->getType()->isArrayType()) {
          E = A->getBase()->IgnoreParenImpCasts();
          Found.Straight = false;
          Begin = 0;
          Size = Context.getTypeSize(E->getType());
        } else {
          break;
        }
      Found.Element = !M->isArrow() && isa<ArraySubscriptExpr>(E);
      if (!M->isArrow() && !Found.Element)
        continue;
      // Of anonymous members the whole. What is no pointer is an array.
      const RecordDecl *In = F->getParent();
      QualType Of = Found.Element ? E->getType() : E->getType()->getPointeeType();
      if (const auto *R = Of.isNull() ? nullptr : Of->getAs<RecordType>())
        In = R->getDecl();
      Found.Field.Shown = (In->getName() + "." + Shown).str();
      names(*In, 0, Begin, Begin + std::max<uint64_t>(Size, 1), In->getName(), Found.Field.Names);
      Found.Base = E;
      return Found;
    }
    Found.Rest = E;
    return Found;
  }

  StoreRoots loadMember(const Expr *E, unsigned Deep) {
    Member M = member(E);
    if (M.Base) {
      StoreRoots All;
      for (StoreRoot R : M.Element ? place(M.Base, Deep + 1) : value(M.Base, Deep + 1)) {
        R.Over.insert(M.Field);
        if (!M.Straight)
          unplaced(R);
        else if (!R.At.empty())
          read(R, StoreRoot(R), R.At + "->" + M.Path);
        All.insert(R);
      }
      return All;
    }
    if (!M.Rest)
      return unknown();
    E = M.Rest;
    if (const auto *A = dyn_cast<ArraySubscriptExpr>(E))
      return beyond(place(A, Deep + 1));
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_Deref)
      return beyond(value(U->getSubExpr(), Deep + 1));
    const VarDecl *V = Assigned::variable(E);
    return V && !V->hasLocalStorage() ? place(E, Deep + 1) : unknown();
  }

  /// Where a pointer leads. Number: it is what something is counted or worked out by.
  StoreRoots value(const Expr *Cast, unsigned Deep = 0, bool Number = false) {
    const Expr *E = Cast->IgnoreParenCasts();
    StoreRoots All = valueOf(E, Deep, Number);
    if (Context.hasSameUnqualifiedType(Cast->getType(), E->getType()))
      return All;
    // An array that is taken as a pointer is one.
    if (E->getType()->isArrayType())
      return All;
    std::string Type = typeText(Cast->getType());
    StoreRoots Seen;
    for (StoreRoot R : All) {
      if (Type.empty())
        unplaced(R);
      else if (!R.At.empty())
        R.At = "((" + Type + ")" + R.At + ")";
      Seen.insert(R);
    }
    return Seen;
  }
  StoreRoots valueOf(const Expr *E, unsigned Deep, bool Number) {
    if (Deep > TooDeep)
      return unknown();
    if (E->getType()->isArrayType() && E->isLValue()) {
      StoreRoots All;
      for (StoreRoot R : place(E, Deep + 1)) {
        R.At = R.At.empty() ? "" : "(*" + R.At + ")";
        All.insert(R);
      }
      return All;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E)) {
      if (U->getOpcode() == UO_AddrOf)
        return place(U->getSubExpr(), Deep + 1);
      if (U->isIncrementDecrementOp())
        return unplaced(inside(value(U->getSubExpr(), Deep + 1, Number)));
      return U->getOpcode() == UO_Deref ? load(E, Deep + 1)
                                        : unplaced(value(U->getSubExpr(), Deep + 1, Number));
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E)) {
      if (B->getOpcode() == BO_Comma || B->isAssignmentOp())
        return value(B->getRHS(), Deep + 1, Number);
      bool Counts = B->isAdditiveOp() || B->isBitwiseOp() ||
                    (Number && (B->isMultiplicativeOp() || B->isShiftOp()));
      if (!Counts)
        return Number ? StoreRoots() : unknown();
      StoreRoots All;
      bool Swapped =
          !B->getLHS()->getType()->isPointerType() && B->getRHS()->getType()->isPointerType();
      const Expr *Base = Swapped ? B->getRHS() : B->getLHS(),
                 *By = Swapped ? B->getLHS() : B->getRHS();
      for (StoreRoot R : value(Base, Deep + 1, Number)) {
        if (!Number)
          indexed(R, By, Deep + 1);
        auto Distance =
            B->isAdditiveOp() && !Swapped ? By->getIntegerConstantExpr(Context) : std::nullopt;
        if (Distance && !R.At.empty())
          R.At = "(" + R.At + (B->getOpcode() == BO_Sub ? " - " : " + ") +
                 llvm::toString(*Distance, 10) + ")";
        else
          unplaced(R);
        R.Inside = true;
        All.insert(R);
      }
      if (Number)
        add(All, value(By, Deep + 1, true));
      return All;
    }
    if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
      int Known = constant(C->getCond());
      StoreRoots All;
      if (Known != 0)
        add(All, value(C->getTrueExpr(), Deep + 1, Number));
      if (Known != 1)
        add(All, value(C->getFalseExpr(), Deep + 1, Number));
      return All;
    }
    if (const auto *C = dyn_cast<BinaryConditionalOperator>(E)) {
      StoreRoots All = value(C->getCommon(), Deep + 1, Number);
      add(All, value(C->getFalseExpr(), Deep + 1, Number));
      return All;
    }
    if (const auto *O = dyn_cast<OpaqueValueExpr>(E); O && O->getSourceExpr())
      return value(O->getSourceExpr(), Deep + 1, Number);
    if (const auto *S = dyn_cast<StmtExpr>(E); S && !S->getSubStmt()->body_empty()) {
      // container_of() and its like have their value last.
      const Stmt *Back = S->getSubStmt()->body_back();
      if (const auto *Last = dyn_cast<Expr>(Back))
        return inside(value(Last, Deep + 1, Number));
      return unknown();
    }
    if (const auto *G = dyn_cast<GenericSelectionExpr>(E); G && !G->isResultDependent())
      return value(G->getResultExpr(), Deep + 1, Number);
    if (const auto *C = dyn_cast<ChooseExpr>(E))
      return value(C->getChosenSubExpr(), Deep + 1, Number);
    if (const auto *C = dyn_cast<CallExpr>(E))
      return call(*C, Deep);
    if (isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr>(E))
      return load(E, Deep + 1);
    if (isa<IntegerLiteral>(E) || E->isIntegerConstantExpr(Context) || isa<StringLiteral>(E))
      return {}; // NULL: where nothing is asked for
    return unknown();
  }

  StoreRoots call(const CallExpr &C, unsigned Deep) {
    const FunctionDecl *F = C.getDirectCallee(), *Body = nullptr;
    if (!F)
      return unknown();
    StringRef Name = F->getIdentifier() ? F->getName() : "";
    if (F->getBuiltinID()) {
      bool First = Name.contains("expect") || Name.contains("mem") || Name.contains("cpy");
      return First && C.getNumArgs()               ? unplaced(value(C.getArg(0), Deep + 1))
             : F->getReturnType()->isPointerType() ? unknown()
                                                   : StoreRoots();
    }
    if (!F->hasBody(Body))
      return {StoreRoot{StoreRoot::Result, 0, Name.str(), {}, {}, false, false, "", {}}};
    StoreRoots All;
    for (const StoreRoot &R : Effects.resultOf(*Body))
      add(All, outer(R, C, Deep));
    return All;
  }

  SideEffects &Effects;
  Assigned Set;
  std::set<const VarDecl *> Looking;
  std::set<const VarDecl *> Circles;                          // found to be set from themselves
  std::map<const VarDecl *, std::set<std::string>> SetBefore; // fields, when it was set
  bool Loops = false;
};

} // namespace

const SideEffects::Stores &SideEffects::storesOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  Function.hasBody(Definition);
  auto [It, New] = Stored.try_emplace(Definition);
  if (!New || !Definition)
    return It->second;
  Through T(Context, *this, *Definition);
  T.TraverseStmt(Definition->getBody());
  T.forgetLooped();
  return Stored[Definition] = T.Found;
}

const StoreRoots &SideEffects::resultOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  Function.hasBody(Definition);
  auto [It, New] = Results.try_emplace(Definition);
  if (!New || !Definition)
    return It->second;
  Through T(Context, *this, *Definition);
  return Results[Definition] = T.returned();
}

} // namespace umbra
