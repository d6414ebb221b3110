// SPDX-License-Identifier: GPL-2.0-or-later
// Walks the driver's own declarations: calls, addresses taken, stores to
// fields that a spec may seal. Kernel headers are looked at only where the
// driver reaches them.
#include "analysis/Collector.h"
#include "analysis/Expand.h"
#include "analysis/OwnText.h"
#include "analysis/SideEffects.h"
#include "analysis/Stores.h"
#include "support/ClangRun.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"

#include <algorithm>

namespace umbra {

using namespace clang;

namespace {

/// What GCC calls on its own account, for struct copies and the like.
bool isCompilerHelper(StringRef Name) {
  return Name == "memcpy" || Name == "memset" || Name == "memmove" || Name == "memcmp" ||
         Name == "fortify_panic" || Name == "__stack_chk_fail";
}

class Collector : public RecursiveASTVisitor<Collector> {
  using Base = RecursiveASTVisitor<Collector>;

public:
  Collector(CompilerInstance &CI, OwnText &Text, Unit &U, const std::set<std::string> &Exported,
            const Specs *Checks)
      : CI(CI), Context(CI.getASTContext()), SM(CI.getSourceManager()), Text(Text), U(U),
        Effects(Context, Exported), Checks(Checks) {}

  void run() {
    for (Decl *D : Context.getTranslationUnitDecl()->decls()) {
      SourceLocation Loc = D->getLocation();
      if (Loc.isInvalid() || !Text.isOwn(Loc))
        continue;
      if (auto *F = dyn_cast<FunctionDecl>(D); F && isModuleHook(*F))
        continue;
      if (auto *V = dyn_cast<VarDecl>(D); V && isExport(*V))
        continue;
      Begin = SM.getExpansionLoc(D->getBeginLoc());
      if (auto *A = D->getAttr<SectionAttr>(); A && A->getName() == "__param")
        U.Parameters.push_back(declaration(Begin));
      TraverseDecl(D);
      includesIn(SM.getExpansionLoc(D->getEndLoc()));
      if (auto *F = dyn_cast<FunctionDecl>(D); F && F->doesThisDeclarationHaveABody()) {
        driverFunction(*F);
        if (Checks)
          findChecks(*F, declaration(Begin), CI, Text, Effects, *Checks, U);
      }
    }
    resolveAddresses();
  }

  /// typeof() takes nobody's address: EXPORT_SYMBOL() has one.
  bool TraverseTypeOfExprTypeLoc(TypeOfExprTypeLoc) { return true; }

  bool VisitCallExpr(CallExpr *C) {
    const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
    const auto *F = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
    if (!F) {
      if (Ref)
        Direct.insert(Ref);
      U.IndirectCalls++;
      return true;
    }
    Direct.insert(Ref);
    for (unsigned I = 0; I < C->getNumArgs(); I++) {
      std::string Name = I < F->getNumParams() ? parameterName(*F, I) : "";
      if (!Name.empty())
        addPlace(C->getArg(I), F->getNameAsString() + "." + Name);
      if (I < F->getNumParams())
        sealedArgument(C->getArg(I), F->getParamDecl(I)->getType());
    }
    call(*F, Ref->getLocation(), C);
    return true;
  }

  bool VisitInitListExpr(InitListExpr *L) {
    // The written form is what is walked; fields are in the other.
    if (!L->isSemanticForm() && L->getSemanticForm())
      L = L->getSemanticForm();
    const auto *R = L->getType()->getAs<RecordType>();
    if (!R)
      return true;
    const RecordDecl *Record = R->getDecl();
    if (Record->isUnion()) {
      if (L->getInitializedFieldInUnion() && L->getNumInits())
        addPlace(L->getInit(0), fieldPlace(*L->getInitializedFieldInUnion()));
      return true;
    }
    unsigned I = 0;
    for (const FieldDecl *F : Record->fields()) {
      if (F->isUnnamedBitField())
        continue;
      if (I >= L->getNumInits())
        break;
      addPlace(L->getInit(I++), fieldPlace(*F));
    }
    return true;
  }

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isEqualityOp())
      for (const Expr *Side : {B->getLHS(), B->getRHS()})
        if (Side->getType()->isPointerType())
          member(dyn_cast<MemberExpr>(Side->IgnoreParenImpCasts()), U.Compares);
    if (!B->isAssignmentOp())
      return true;
    const Expr *Left = B->getLHS()->IgnoreParenCasts();
    if (const auto *M = dyn_cast<MemberExpr>(Left))
      if (const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl()))
        addPlace(B->getRHS(), fieldPlace(*F));
    sealedStore(Left);
    return true;
  }

  bool VisitUnaryOperator(UnaryOperator *O) {
    if (O->isIncrementDecrementOp())
      sealedStore(O->getSubExpr()->IgnoreParenCasts());
    return true;
  }

  bool VisitCastExpr(CastExpr *E) {
    uint32_t To = functionType(E->getType(), Context);
    uint32_t From = To ? functionType(E->IgnoreParenCasts()->getType(), Context) : 0;
    if (From && From != To)
      U.Casts.insert({From, To});
    return true;
  }

  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    if (!isa<FunctionDecl>(D))
      has(D->getType());
    // Called where the variable's scope ends: __free(kfree).
    if (const auto *A = D->getAttr<CleanupAttr>(); A && A->getLocation().isMacroID())
      call(*A->getFunctionDecl(), A->getLocation(), nullptr);
    return true;
  }

  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    if (E->getKind() == UETT_SizeOf)
      has(E->getTypeOfArgument());
    return true;
  }

  bool VisitVarDecl(VarDecl *V) {
    const auto *Ref = V->isLocalVarDecl() && V->hasInit()
                          ? dyn_cast<DeclRefExpr>(V->getInit()->IgnoreParenImpCasts())
                          : nullptr;
    if (Ref && isa<FunctionDecl>(Ref->getDecl()))
      Held[V] = Ref;
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && !Direct.count(Ref))
      Held.erase(V);
    const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl());
    if (F && F->getIdentifier() && !Direct.count(Ref))
      References.push_back({Ref, F, Begin});
    return true;
  }

private:
  struct Reference {
    const DeclRefExpr *Ref;
    const FunctionDecl *Function;
    SourceLocation Begin; // of the declaration it is in
  };

  /// A structure of which the driver makes some: one that an inline is given may be among them.
  void has(QualType T) {
    while (const ArrayType *A = Context.getAsArrayType(T))
      T = A->getElementType();
    if (const auto *R = T->getAs<RecordType>(); R && !R->getDecl()->getName().empty())
      U.Has.insert(R->getDecl()->getNameAsString());
  }

  /// init_module and __inittest: module_init(fn) without the fn.
  bool isModuleHook(const FunctionDecl &F) {
    StringRef Name = F.getIdentifier() ? F.getName() : "";
    if (Name == "init_module" || Name == "cleanup_module") {
      if (const auto *A = F.getAttr<AliasAttr>())
        (Name == "init_module" ? U.Init : U.Exit) = A->getAliasee().str();
      else if (F.doesThisDeclarationHaveABody())
        return false;
      return true;
    }
    return Name == "__inittest" || Name == "__exittest";
  }

  /// EXPORT_SYMBOL(fn) keeps the address of fn in a section that is thrown away.
  bool isExport(const VarDecl &V) {
    const auto *S = V.getAttr<SectionAttr>();
    if (!S || S->getName() != ".discard.addressable")
      return false;
    StringRef Name = V.getName();
    if (Name.consume_front("__UNIQUE_ID___addressable_")) {
      Name = Name.rtrim("0123456789");
      if (Name != "init_module" && Name != "cleanup_module")
        U.Exported.emplace(Name.str(), placeOf(SM, SM.getExpansionLoc(V.getLocation())));
    }
    return true;
  }

  static std::string fieldName(const FieldDecl &F) {
    const RecordDecl *R = F.getParent();
    std::string Name = R->getNameAsString();
    if (Name.empty())
      if (const TypedefNameDecl *T = R->getTypedefNameForAnonDecl())
        Name = T->getNameAsString();
    return Name.empty() ? "" : Name + "." + F.getNameAsString();
  }

  /// The same, remembering whether it is the driver's own struct.
  std::string fieldPlace(const FieldDecl &F) {
    std::string Name = fieldName(F);
    Fields.insert(Name);
    if (Text.isOwn(F.getLocation()))
      OwnFields.insert(Name);
    return Name;
  }

  static std::string parameterName(const FunctionDecl &F, unsigned I) {
    for (const FunctionDecl *R : F.redecls())
      if (I < R->getNumParams() && !R->getParamDecl(I)->getName().empty())
        return R->getParamDecl(I)->getNameAsString();
    return "";
  }

  /// Remembers where the functions that an expression may be go to.
  void addPlace(const Expr *E, const std::string &Where) {
    if (!E || Where.empty())
      return;
    E = E->IgnoreParenCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      if (isa<FunctionDecl>(Ref->getDecl()))
        Places[Ref->getLocation().getRawEncoding()].push_back(Where);
    } else if (const auto *O = dyn_cast<UnaryOperator>(E)) {
      if (O->getOpcode() == UO_AddrOf)
        addPlace(O->getSubExpr(), Where);
    } else if (const auto *C = dyn_cast<ConditionalOperator>(E)) {
      addPlace(C->getTrueExpr(), Where);
      addPlace(C->getFalseExpr(), Where);
    } else if (const auto *C = dyn_cast<BinaryOperator>(E)) {
      if (C->getOpcode() == BO_Comma)
        addPlace(C->getRHS(), Where);
    } else if (const auto *S = dyn_cast<StmtExpr>(E)) {
      if (const auto *Last = dyn_cast_or_null<Expr>(
              S->getSubStmt()->body_empty() ? nullptr : S->getSubStmt()->body_back()))
        addPlace(Last, Where);
    }
  }

  Span declaration(SourceLocation DeclBegin) {
    return {Text.ownFile(DeclBegin), SM.getFileOffset(DeclBegin), 0};
  }

  /// Defined in the driver's own text of this unit?
  bool ownDefinition(const FunctionDecl &F) {
    const FunctionDecl *D = nullptr;
    return F.hasBody(D) && Text.isOwn(D->getLocation());
  }

  /// Does a "(" follow the name there?
  bool callsAt(SourceLocation Name) {
    std::optional<Token> Next = Lexer::findNextToken(Name, SM, Context.getLangOpts());
    return Next && Next->is(tok::l_paren);
  }

  /// The same once macros are expanded: the name may have been handed to one that calls it,
  /// as phy_read_poll_timeout() does with read_poll_timeout(phy_read, ...).
  bool callsOnceExpanded(SourceLocation Name) {
    while (!callsAt(SM.getSpellingLoc(Name))) {
      if (!SM.isMacroArgExpansion(Name))
        return false;
      Name = SM.getImmediateExpansionRange(Name).getBegin();
    }
    return true;
  }

  void call(const FunctionDecl &F, SourceLocation Loc, const CallExpr *Whole, uint32_t Held = 0) {
    if (!F.getIdentifier() || ownDefinition(F))
      return;
    StringRef Name = F.getName();
    if (Name.starts_with("__builtin_") || Name.starts_with("__atomic_") ||
        Name.starts_with("__sync_") || isCompilerHelper(Name) || F.hasAttr<ErrorAttr>())
      return;
    if (isAssertion(F))
      return;
    CallUse C;
    static_cast<Use &>(C) = Text.useOf(Loc, Name);
    C.Function = Name.str();
    C.Held = Held;
    C.Bare = !C.Token.Length && !(Whole && callsOnceExpanded(Loc));
    C.Declaration = declaration(Begin);
    for (unsigned I = 0; Whole && I < Whole->getNumArgs(); I++)
      if (!isNamed(Whole->getArg(I)))
        C.Computed.insert(I);
    kernelFunction(F);
    U.Calls.push_back(std::move(C));
  }

  /// A function, a constant table of the driver's, NULL.
  bool isNamed(const Expr *E) {
    if (E->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNotNull))
      return true;
    E = E->IgnoreParenCasts();
    if (const auto *O = dyn_cast<UnaryOperator>(E); O && O->getOpcode() == UO_AddrOf)
      E = O->getSubExpr()->IgnoreParens();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Ref && (isa<FunctionDecl>(Ref->getDecl()) ||
                   (V && V->hasGlobalStorage() && V->getType().isConstQualified()));
  }

  bool isAssertion(const FunctionDecl &F) {
    return !F.hasBody() && !Effects.isDefined(F) &&
           !Text.isOwn(F.getCanonicalDecl()->getLocation());
  }

  bool isHidden(const Decl *D) { return Text.headerOf(D->getLocation()) == "hidden"; }

  /// A type as a tap can spell it: what a typedef of the driver's stands for, the number that
  /// an enum is which a .c file alone has. To the compiler it is the same, and the taps' header
  /// needs no header of the driver's, which may be one that includes the taps.
  QualType visible(QualType Type) {
    QualType Bare = Type.getLocalUnqualifiedType(), Seen = Bare;
    if (const auto *P = dyn_cast<PointerType>(Bare.IgnoreParens())) {
      QualType To = visible(P->getPointeeType());
      if (To == P->getPointeeType())
        return Type;
      Seen = Context.getPointerType(To);
    } else if (const auto *Function = Bare->getAs<FunctionProtoType>();
               Function && isa<FunctionProtoType>(Bare.IgnoreParens())) {
      SmallVector<QualType, 8> Params;
      bool Same = visible(Function->getReturnType()) == Function->getReturnType();
      for (QualType P : Function->param_types()) {
        Params.push_back(visible(P));
        Same &= Params.back() == P;
      }
      if (Same)
        return Type;
      Seen = Context.getFunctionType(visible(Function->getReturnType()), Params,
                                     Function->getExtProtoInfo());
    } else if (const auto *T = Bare->getAs<TypedefType>()) {
      const auto *R = T->getAs<RecordType>();
      if (!Text.isOwn(T->getDecl()->getLocation()) || (R && R->getDecl()->getName().empty()))
        return Type; // an unnamed struct has no other name
      return visible(Context.getQualifiedType(T->desugar(), Type.getLocalQualifiers()));
    } else if (const auto *E = Bare->getAs<EnumType>();
               E && E->getDecl()->getDefinition() &&
               (E->getDecl()->getName().empty() || isHidden(E->getDecl()->getDefinition())))
      Seen = E->getDecl()->getIntegerType();
    return Context.getQualifiedType(Seen, Type.getLocalQualifiers());
  }

  void needs(QualType Type, TypeNeeds &N, bool ByValue) {
    Type = visible(Type);
    if (const auto *T = Type->getAs<TypedefType>()) {
      addHeader(T->getDecl()->getLocation(), N, N.Headers);
      return;
    }
    Type = Type.getLocalUnqualifiedType();
    if (const auto *P = Type->getAs<PointerType>()) // or a parameter that is spelled as an array
      return needs(P->getPointeeType(), N, false);
    if (const auto *A = dyn_cast<ArrayType>(Type.IgnoreParens()))
      return needs(A->getElementType(), N, true);
    if (const auto *F = Type->getAs<FunctionProtoType>()) {
      needs(F->getReturnType(), N, false);
      for (QualType P : F->param_types())
        needs(P, N, false);
      return;
    }
    if (const auto *R = Type->getAs<TagType>()) {
      const TagDecl *D = R->getDecl();
      // A prototype need not know all of it: the driver's own header may be one that
      // includes the taps.
      bool Named = !D->getName().empty(), Own = Named && Text.isOwn(D->getLocation());
      if (ByValue || D->isEnum())
        addHeader(D->getDefinition() ? D->getDefinition()->getLocation() : D->getLocation(), N,
                  Own ? N.Bodies : N.Headers);
      if (Named && (Own || !(ByValue || D->isEnum())))
        N.Forwards.insert((D->getKindName() + " " + D->getName()).str());
    }
  }

  void addHeader(SourceLocation Loc, TypeNeeds &N, std::set<std::string> &To) {
    std::string H = Text.headerOf(Loc);
    if (H == "hidden")
      N.Hidden = true;
    else if (!H.empty())
      To.insert(H);
  }

  TypeNeeds needsOf(const FunctionDecl &F) {
    TypeNeeds N;
    needs(F.getReturnType(), N, true);
    for (const ParmVarDecl *P : F.parameters())
      needs(P->getType(), N, true);
    return N;
  }

  /// What is read in the middle of the declaration that ends there.
  void includesIn(SourceLocation End) {
    if (SM.getFileID(Begin) != SM.getFileID(End))
      return;
    for (IncludeLine &I : U.Files[Text.ownFile(Begin)].Includes)
      I.Inside |= I.Offset > SM.getFileOffset(Begin) && I.Offset < SM.getFileOffset(End);
  }

  void kernelFunction(const FunctionDecl &F) {
    auto [It, New] = U.Kernel.try_emplace(F.getNameAsString());
    if (!New)
      return;
    KernelFunction &K = It->second;
    const FunctionDecl *Definition = nullptr;
    const FunctionDecl *Best = &F;
    if (F.hasBody(Definition))
      Best = Definition;
    else
      for (const FunctionDecl *R : F.redecls()) // the one that names its parameters
        if (R->getNumParams() && !R->getParamDecl(0)->getName().empty())
          Best = R;
    K.Inline = Definition != nullptr;
    K.Own = Text.isOwn(F.getCanonicalDecl()->getLocation());
    K.Sig = visibleSignature(*Best);
    K.Sig.NoReturn |= F.isNoReturn();
    K.Where = placeOf(SM, SM.getExpansionLoc(Best->getLocation()));
    K.Needs = needsOf(*Best);
    addHeader(Best->getLocation(), K.Needs, K.Needs.Headers);
    if (K.Inline) {
      K.Effect = Effects.of(F);
      const SideEffects::Stores &Stores = Effects.storesOf(F);
      K.Others = Stores.Others;
      for (auto [I, Bytes] : Stores.Through) {
        K.Sig.Params[I].Stored = !Best->getParamDecl(I)->getType()->isFunctionPointerType();
        K.Sig.Params[I].StoredBytes = Bytes;
        K.Sig.Params[I].HandedOn = !Stores.Itself.count(I);
      }
    }
    if (Checks)
      for (const ParmVarDecl *P : Best->parameters())
        if (QualType To = P->getType()->getPointeeType(); !To.isNull()) {
          if (const auto *R = To->getAs<RecordType>())
            findTargets(R->getDecl(), Context, *Checks, U.Targets);
          else if (To->isPointerType())
            if (const auto *R = To->getPointeeType()->getAs<RecordType>())
              findListed(R->getDecl(), Context, *Checks, U.Targets);
        }
    K.SelfMacro = CI.getPreprocessor().getMacroInfo(F.getIdentifier()) != nullptr;
  }

  std::string keyOf(const FunctionDecl &F) {
    const FunctionDecl *D = nullptr;
    if (!F.hasBody(D))
      D = &F;
    if (F.getFormalLinkage() != Linkage::Internal)
      return F.getNameAsString();
    return Text.ownFile(SM.getExpansionLoc(D->getLocation())) + ":" + F.getNameAsString();
  }

  Signature visibleSignature(const FunctionDecl &F) {
    Signature S = signatureOf(F, Context);
    S.Result = patternOf(visible(F.getReturnType()), Context);
    for (unsigned I = 0; I < F.getNumParams(); I++)
      if (QualType T = F.getParamDecl(I)->getType(); visible(T) != T)
        S.Params[I].Type = patternOf(visible(T), Context);
    return S;
  }

  void driverFunction(const FunctionDecl &F) {
    DriverFunction D;
    D.Name = F.getNameAsString();
    SourceLocation Loc = SM.getExpansionLoc(F.getLocation());
    D.File = Text.ownFile(Loc);
    D.Where = placeOf(SM, Loc);
    D.Static = F.getFormalLinkage() == Linkage::Internal;
    D.InHeader = StringRef(D.File).ends_with(".h");
    D.Sig = visibleSignature(F);
    D.Type = functionType(F.getType(), Context);
    D.Needs = needsOf(F);
    if (D.File.empty())
      addHeader(F.getLocation(), D.Needs, D.Needs.Headers);
    U.Driver.emplace(keyOf(F), std::move(D));
  }

  /// A variable that is only called: what it calls is called as if by name.
  bool isHeld(const DeclRefExpr *Ref) const {
    return std::any_of(Held.begin(), Held.end(), [&](const auto &H) { return H.second == Ref; });
  }

  void resolveAddresses() {
    for (const Reference &R : References) {
      if (Direct.count(R.Ref))
        continue;
      const FunctionDecl &F = *R.Function;
      StringRef Name = F.getName();
      if (F.getBuiltinID() && Name.starts_with("__builtin_"))
        continue;
      if (isHeld(R.Ref) && !F.hasBody()) {
        Begin = R.Begin;
        call(F, R.Ref->getLocation(), nullptr, functionType(F.getType(), Context));
      }
      AddressUse A;
      static_cast<Use &>(A) = Text.useOf(R.Ref->getLocation(), Name);
      // What a header of the kernel's declares may be defined by another file of the module.
      bool Maybe = A.Token.Length || Text.isOwn(F.getCanonicalDecl()->getLocation());
      if (!ownDefinition(F) && F.hasBody() && A.Token.Length) {
        driverFunction(*F.getDefinition());
      } else if (!ownDefinition(F) && (F.hasBody() || !Maybe)) {
        U.KernelAddresses.emplace(
            Name.str(), KernelAddress{placeOf(SM, SM.getExpansionLoc(R.Ref->getLocation())),
                                      functionType(F.getType(), Context)});
        continue;
      }
      A.Function = keyOf(F);
      A.Type = functionType(F.getType(), Context);
      A.Places = Places[R.Ref->getLocation().getRawEncoding()];
      if (A.Token.Length)
        for (std::string &P : Text.macroPlaces(A.Token))
          A.Places.push_back(P);
      std::sort(A.Places.begin(), A.Places.end());
      A.Places.erase(std::unique(A.Places.begin(), A.Places.end()), A.Places.end());
      for (const std::string &P : A.Places) {
        A.OwnField |= OwnFields.count(P) != 0;
        A.Callback |= !Fields.count(P);
      }
      A.Declaration = declaration(R.Begin);
      U.Addresses.push_back(std::move(A));
    }
  }

  void sealedStore(const Expr *E) {
    // dev->name[0] = c: the array is what is stored to.
    while (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      E = S->getBase()->IgnoreParenImpCasts();
    member(dyn_cast<MemberExpr>(E), U.Seals);
  }

  void sealedArgument(const Expr *E, QualType Param) {
    if (!Param->isPointerType() || Param->getPointeeType().isConstQualified())
      return;
    E = E->IgnoreParenCasts();
    if (const auto *O = dyn_cast<UnaryOperator>(E); O && O->getOpcode() == UO_AddrOf)
      E = O->getSubExpr()->IgnoreParenCasts();
    else if (!E->getType()->isArrayType())
      return;
    member(dyn_cast<MemberExpr>(E), U.Seals);
  }

  void member(const MemberExpr *M, std::vector<SealUse> &To) {
    const auto *F = M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
    if (!F)
      return;
    SealUse S;
    S.Field = fieldName(*F);
    if (S.Field.empty())
      return;
    S.Where = placeOf(SM, SM.getExpansionLoc(M->getMemberLoc()));
    S.Text = Text.spanOf(M->getSourceRange());
    S.Declaration = declaration(Begin);
    To.push_back(std::move(S));
  }

  CompilerInstance &CI;
  ASTContext &Context;
  SourceManager &SM;
  OwnText &Text;
  Unit &U;
  SideEffects Effects;
  const Specs *Checks;
  SourceLocation Begin; // of the top-level declaration being walked
  std::set<const DeclRefExpr *> Direct;                // what is called
  std::map<const VarDecl *, const DeclRefExpr *> Held; // functions in variables, only called so far
  std::vector<Reference> References;
  std::map<unsigned, std::vector<std::string>> Places;
  std::set<std::string> Fields;    // of those
  std::set<std::string> OwnFields; // of those, the driver's
};

} // namespace

Unit collect(const Build &B, const Object &O, const Specs *Checks) {
  Unit U;
  U.Source = O.Relative;
  std::unique_ptr<OwnText> Text;
  ClangRun Run;
  Run.Folder = B.Kernel;
  Run.Args = O.Args;
  Run.Source = O.Source;
  Run.Text = O.Text.empty() ? nullptr : &O.Text;
  Run.Begin = [&](CompilerInstance &CI) {
    Text = std::make_unique<OwnText>(CI, B.Source, B.Kernel, U);
    CI.getPreprocessor().addPPCallbacks(Text->callbacks());
  };
  Run.End = [&](CompilerInstance &CI) {
    if (Run.Errors.empty())
      Collector(CI, *Text, U, B.Exported, Checks).run();
  };
  if (!runClang(Run))
    U.ErrorText =
        Run.ErrorText.empty() ? O.Source + ": error: Clang could not read it\n" : Run.ErrorText;
  else
    expandPasted(B, O, U);
  return U;
}

} // namespace umbra
