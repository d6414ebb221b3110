// SPDX-License-Identifier: GPL-2.0-or-later
// A check goes around what the driver spelled: the lvalue, the pointer that leads there, or the
// argument that a kernel macro got. What several stores go through is checked once, for all bytes.
#include "analysis/CheckText.h"
#include "analysis/Lvalues.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace umbra {

using namespace clang;

Span CheckText::textOf(const Expr *E, bool InMacros) {
  std::vector<const Expr *> Levels = {E};
  for (const Expr *Inner; (Inner = inside(Levels.back()));)
    Levels.push_back(Inner);
  for (auto Level = Levels.rbegin(); Level != Levels.rend(); ++Level)
    if (Span S = Text.pieceOf((*Level)->getSourceRange(), false); S.Length)
      return S;
  for (const Expr *Level : Levels)
    if (Span S = Text.pieceOf(Level->getSourceRange(), InMacros); S.Length)
      return S;
  return {};
}

const Expr *CheckText::inside(const Expr *E) {
  if (const auto *P = dyn_cast<ParenExpr>(E))
    return P->getSubExpr();
  if (const auto *C = dyn_cast<ChooseExpr>(E))
    return C->getChosenSubExpr();
  if (const auto *G = dyn_cast<GenericSelectionExpr>(E))
    return G->getResultExpr();
  const auto *U = dyn_cast<UnaryOperator>(E);
  return U && U->getOpcode() == UO_Extension ? U->getSubExpr() : nullptr;
}

bool CheckText::parenthesized(const Span &S) {
  std::string T = Text.textOf(S);
  if (T.front() != '(' || T.back() != ')')
    return false;
  int Depth = 0;
  for (size_t I = 0; I + 1 < T.size(); I++)
    if ((Depth += T[I] == '(' ? 1 : T[I] == ')' ? -1 : 0) == 0)
      return false;
  return true;
}

TextChange CheckText::around(const Span &S, const std::string &Macro, const std::string &More) {
  if (More.empty() && parenthesized(S))
    return {S, Macro, ""};
  return {S, Macro + "(", More + ")"};
}

std::string CheckText::flat(const std::string &Lines) {
  std::string Flat;
  for (size_t I = 0; I < Lines.size(); I++)
    if (char C = Lines[I]; C == '\\' && Lines[I + 1] == '\n')
      continue; // of a macro
    else if (!isspace((unsigned char)C))
      Flat += C;
    else if (!Flat.empty() && Flat.back() != ' ')
      Flat += ' ';
  return Flat;
}

bool CheckText::element(CheckUse &C, const ArraySubscriptExpr *S) {
  Span All = Text.pieceOf(S->getSourceRange(), true, true);
  if (!All.Length || S->getLHS() != S->getBase())
    return false;
  std::string T = Text.textOf(All);
  size_t Begin = T.size() - 1;
  for (int Depth = 0; (Depth += T[Begin] == ']' ? 1 : T[Begin] == '[' ? -1 : 0) > 0; Begin--)
    if (!Begin)
      return false;
  if (T.back() != ']' || !Begin)
    return false;
  C.Changes.push_back({{All.File, All.Offset, unsigned(Begin)}, "UMBRA_A(", ""});
  C.Changes.push_back({{All.File, All.Offset + unsigned(Begin), 1}, ", ", "", true});
  C.Changes.push_back({{All.File, All.Offset + All.Length - 1, 1}, ")", "", true});
  return true;
}

bool CheckText::lvalue(CheckUse &C, const Expr *E, bool Bare) {
  const Expr *Inner = E->IgnoreParens();
  if (E->getSourceBitField())
    return bitField(C, cast<MemberExpr>(Inner));
  if (const auto *U = dyn_cast<UnaryOperator>(Inner); U && U->getOpcode() == UO_Deref) {
    // Not of a macro that is an lvalue: it may be read elsewhere.
    if (Text.pieceOf(U->getOperatorLoc(), false).Length ||
        !Text.pieceOf(E->getSourceRange(), false).Length)
      if (throughPointer(C, U->getSubExpr(), all(E->getType()))) {
        // `int *done`: what such a parameter names is some caller's local.
        if (const VarDecl *V = variable(U->getSubExpr());
            V && isa<ParmVarDecl>(V) && E->getType()->isArithmeticType() && keepsValue(*V))
          Last->Caller = V;
        return true;
      }
  }
  if (Span S = textOf(E); S.Length) {
    C.By = "UMBRA_W";
    C.Changes.push_back({S, Bare ? "*UMBRA_W(&" : "(*UMBRA_W(&", Bare ? ")" : "))"});
    return true;
  }
  return partOf(C, E, all(E->getType()));
}

bool CheckText::repeated(CheckUse &C, const Expr *E, SourceLocation Store) {
  Span S = Text.pieceOf(E->getSourceRange());
  // A macro that is an lvalue may be read elsewhere.
  if (E->getSourceBitField() || !S.Length || Text.pieceOf(Store).File != S.File)
    return false;
  C.By = "UMBRA_W";
  C.Changes.push_back(E->isLValue() ? TextChange{S, "(*UMBRA_W(&(", ")))"} : around(S, "UMBRA_W"));
  return true;
}

bool CheckText::partOf(CheckUse &C, const Expr *E, Bytes Part) {
  for (;;) {
    const Expr *Inner = E->IgnoreParens();
    if (Span S = textOf(E); S.Length)
      return given(C, S, true, E->getType(), Part);
    if (const auto *M = dyn_cast<MemberExpr>(Inner)) {
      int64_t Offset =
          Context.toCharUnitsFromBits(Context.getFieldOffset(M->getMemberDecl())).getQuantity();
      Part = {Part.Begin + Offset, Part.End + Offset};
      E = M->getBase();
      if (M->isArrow())
        return throughPointer(C, E, Part);
    } else if (const auto *S = dyn_cast<ArraySubscriptExpr>(Inner)) {
      E = S->getBase()->IgnoreParenImpCasts();
      if (!E->getType()->isConstantArrayType())
        return false;
      Part = all(E->getType());
    } else if (const auto *U = dyn_cast<UnaryOperator>(Inner); U && U->getOpcode() == UO_Deref) {
      return throughPointer(C, U->getSubExpr(), Part);
    } else {
      return false;
    }
  }
}

bool CheckText::throughPointer(CheckUse &C, const Expr *Pointer, Bytes Part) {
  const Expr *E = bare(Pointer);
  for (int Depth = 0; E && Depth < 16; Depth++) {
    Span S = Text.pieceOf(E->getSourceRange(), false);
    if (!S.Length)
      S = textOf(E);
    if (S.Length && E->getType()->isPointerType())
      return given(C, S, false, E->getType()->getPointeeType(), Part);
    if (S.Length && E->getType()->isArrayType())
      return given(C, S, true, E->getType(), Part);
    // Inwards: casts, one by one, for the driver may have written the inner; &lvalue; a
    // local of the macro's.
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (const Expr *Inner = Cast ? Cast->getSubExpr() : inside(E)) {
      E = bare(Inner);
      continue;
    }
    if (const auto *A = dyn_cast<UnaryOperator>(E); A && A->getOpcode() == UO_AddrOf)
      return partOf(C, A->getSubExpr(), Part);
    const VarDecl *V = variable(E);
    if (!V || !V->hasLocalStorage() || !V->hasInit() || !V->getLocation().isMacroID())
      return false;
    E = bare(V->getInit());
  }
  return false;
}

const Expr *CheckText::bare(const Expr *E) {
  const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
  return Cast && Cast->getSubExpr()->getType()->isPointerType() ? bare(Cast->getSubExpr()) : E;
}

bool CheckText::given(CheckUse &C, const Span &S, bool Object, QualType To, Bytes Part) {
  Given &G = All[{S.File, S.Offset, S.Length}];
  if (G.Checks.empty()) {
    G.Object = Object;
    G.Size = To->isIncompleteType() || To->isVoidType() ? 0 : all(To).End;
    G.Part = Part;
  }
  G.Part = {std::min(G.Part.Begin, Part.Begin), std::max(G.Part.End, Part.End)};
  G.Checks.push_back(size_t(&C - U.Checks.data()));
  Last = &G;
  return true;
}

bool CheckText::keepsValue(const VarDecl &V) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *V;
    bool Found = false;
    bool VisitBinaryOperator(BinaryOperator *B) {
      Found |= B->isAssignmentOp() && variable(B->getLHS()) == V;
      return true;
    }
    bool VisitUnaryOperator(UnaryOperator *O) {
      Found |= O->isIncrementDecrementOp() && variable(O->getSubExpr()) == V;
      return true;
    }
  } Find;
  Find.V = &V;
  Find.TraverseStmt(F.getBody());
  return !Find.Found && !Taken.count(&V);
}

void CheckText::putGiven() {
  Span Brace = Text.pieceOf(cast<CompoundStmt>(F.getBody())->getLBracLoc());
  std::set<const VarDecl *> Callers;
  CheckUse *First = nullptr;
  std::string Found; // once, where the function begins
  for (const auto &[Where, G] : All) {
    const auto &[File, Offset, Length] = Where;
    bool Whole = G.Part.Begin == 0 && G.Part.End == G.Size;
    bool Caller = Whole && G.Caller && Brace.Length && !G.Object &&
                  Text.textOf({File, Offset, Length}) == G.Caller->getName();
    std::string By = !Whole ? "UMBRA_WB" : Caller ? "UMBRA_WS" : "UMBRA_W", More;
    if (Caller && Callers.insert(G.Caller).second) {
      First = First ? First : &U.Checks[G.Checks[0]];
      Found += " UMBRA_CALLERS(" + G.Caller->getNameAsString() + ");";
    }
    if (!Whole)
      More = ", " + number(G.Part.Begin) + ", " + number(G.Part.End - G.Part.Begin);
    TextChange T = G.Object ? TextChange{{File, Offset, Length}, "(*" + By + "(&", More + "))"}
                            : around({File, Offset, Length}, By, More);
    for (size_t Check : G.Checks) {
      U.Checks[Check].By = By;
      U.Checks[Check].Changes.push_back(T);
    }
  }
  if (First)
    First->Changes.push_back({Brace, "", Found});
}

bool CheckText::bitField(CheckUse &C, const MemberExpr *M) {
  const auto *Field = cast<FieldDecl>(M->getMemberDecl());
  auto [Begin, End] = bitFieldBytes(*Field, Context);
  const Expr *Of = M->getBase();
  bool Arrow = M->isArrow();
  // Members without a name are not in the text.
  int64_t Offset = int64_t(Begin);
  while (const auto *Outer = dyn_cast<MemberExpr>(Of->IgnoreParens())) {
    const auto *Unnamed = dyn_cast<FieldDecl>(Outer->getMemberDecl());
    if (Arrow || !Unnamed || Unnamed->getDeclName())
      break;
    Offset += Context.toCharUnitsFromBits(Context.getFieldOffset(Unnamed)).getQuantity();
    Arrow = Outer->isArrow();
    Of = Outer->getBase();
  }
  Span S = Text.pieceOf(Of->getSourceRange());
  if (!S.Length) {
    Bytes Part = {Offset, Offset + int64_t(End - Begin)};
    return Arrow ? throughPointer(C, Of, Part) : partOf(C, Of, Part);
  }
  std::string More = ", " + number(Offset) + ", " + number(int64_t(End - Begin)) + ")";
  C.By = "UMBRA_WB";
  if (Arrow) {
    C.Changes.push_back({S, "UMBRA_WB(", More});
    return true;
  }
  // The dot is what follows the text.
  const std::string &Own = Text.whole(S);
  unsigned Dot = S.Offset + S.Length;
  while (Dot < Own.size() && isspace((unsigned char)Own[Dot]))
    Dot++;
  if (Dot >= Own.size() || Own[Dot] != '.')
    return false;
  C.Changes.push_back({S, "UMBRA_WB(&", More});
  C.Changes.push_back({{S.File, Dot, 1}, "->", "", true});
  return true;
}

void CheckText::byObject(CheckUse &C, const Expr *E, const std::vector<TextChange> &More) {
  Member M = memberOf(E, Context);
  if (!M.Base || Text.isOwn(M.Structure->getLocation()))
    return;
  Span All = textOf(E), Base = Text.pieceOf(M.Base->getSourceRange(), false);
  if (!All.Length || !Base.Length || Base.File != All.File || Base.Offset != All.Offset)
    return;
  C.Structure = M.Structure->getNameAsString();
  C.ByObject.push_back({Base, "UMBRA_WO(" + C.Structure + ", ",
                        ", " + number(M.Begin) + ", " + number(M.End - M.Begin) + ")"});
  C.ByObject.insert(C.ByObject.end(), More.begin(), More.end());
}

} // namespace umbra
