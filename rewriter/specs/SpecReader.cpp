// SPDX-License-Identifier: GPL-2.0-or-later
// Reads specs: one translation unit of all headers, parsed by Clang with the
// kernel's flags; annotations become data, checked against the kernel's own
// declarations.
#include "analysis/SideEffects.h"
#include "specs/Checks.h"
#include "specs/Specs.h"
#include "specs/Words.h"
#include "support/ClangRun.h"
#include "support/Files.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

#include <algorithm>

namespace umbra {

using namespace clang;

std::string Specs::shortPlace(const Place &Where) const {
  std::string Rest = below(Folder, Where.File);
  return baseName(Folder) + "/" + (Rest.empty() ? baseName(Where.File) : Rest) + ":" +
         std::to_string(Where.Line);
}

bool Specs::governs(const std::string &Structure) const {
  return hasFields(Structure) || seals(Structure);
}

bool Specs::seals(const std::string &Structure) const {
  return std::any_of(Kinds.begin(), Kinds.end(), [&](const auto &K) {
    return K.second.Sealed && K.second.Structure == Structure;
  });
}

bool Specs::hasFields(const std::string &Structure) const {
  for (const auto *Map : {&Writes, &Seals}) {
    auto It = Map->lower_bound(Structure + ".");
    if (It != Map->end() && It->second.Structure == Structure)
      return true;
  }
  return false;
}

namespace {

/// One annotation, in the order written.
struct Note {
  std::string Tag;
  std::vector<std::string> Args;
  Place Where;
  unsigned Offset;
};

class Reader {
public:
  Reader(CompilerInstance &CI, Specs &S, Diagnostics &Diags)
      : CI(CI), Context(CI.getASTContext()), SM(CI.getSourceManager()), S(S), Diags(Diags) {}

  void read() {
    for (Decl *D : Context.getTranslationUnitDecl()->decls()) {
      SourceLocation Loc = SM.getExpansionLoc(D->getLocation());
      if (Loc.isInvalid() || !inSpecs(Loc))
        continue;
      std::vector<Note> Notes = notesOf(*D);
      if (auto *F = dyn_cast<FunctionDecl>(D); F && Notes.empty()) {
        if (FunctionDecl *K = kernelDeclaration(*F); K && K->hasBody())
          Diags.error(placeOf(SM, SM.getExpansionLoc(F->getLocation())),
                      "'" + F->getNameAsString() + "' is an inline, its annotations are lost",
                      "write UMBRA_INLINE(type, " + F->getNameAsString() + ", (parameters))");
        else if (!K && !F->getName().starts_with("umbra_inline_of_"))
          S.Shadow[F->getNameAsString()] =
              prototype(signatureOf(*F, Context), F->getNameAsString());
        continue;
      }
      if (Notes.empty())
        continue;
      if (auto *V = dyn_cast<VarDecl>(D))
        readVariable(*V, Notes);
      else if (auto *F = dyn_cast<FunctionDecl>(D))
        readFunction(*F, Notes);
    }
    readOfKinds();
    checkSpecs(S, Diags);
  }

private:
  bool inSpecs(SourceLocation Loc) {
    FileID ID = SM.getFileID(Loc);
    auto [It, New] = SpecFiles.try_emplace(ID, false);
    if (New)
      if (auto F = SM.getFileEntryRefForID(ID))
        It->second = !below(S.Folder, F->getName().str()).empty();
    return It->second;
  }

  std::vector<Note> notesOf(const Decl &D) {
    std::vector<Note> Notes;
    for (const auto *A : D.specific_attrs<AnnotateAttr>()) {
      if (A->isInherited() || !A->getAnnotation().starts_with("umbra."))
        continue;
      Note N;
      N.Tag = A->getAnnotation().drop_front(6).str();
      SourceLocation Loc = SM.getExpansionLoc(A->getLocation());
      N.Where = placeOf(SM, Loc);
      N.Offset = SM.getFileOffset(Loc);
      for (Expr *E : A->args())
        if (auto *L = dyn_cast<StringLiteral>(E->IgnoreParenImpCasts()))
          N.Args.push_back(L->getString().str());
      Notes.push_back(std::move(N));
    }
    std::stable_sort(Notes.begin(), Notes.end(),
                     [](const Note &A, const Note &B) { return A.Offset < B.Offset; });
    return Notes;
  }

  void readVariable(VarDecl &V, const std::vector<Note> &Notes) {
    for (const Note &N : Notes) {
      bool Seals = N.Tag == "seals";
      if ((Seals && N.Args.size() == 3) || (N.Tag == "writes" && N.Args.size() == 2)) {
        const std::string Field = N.Args[0] + "." + N.Args[1];
        auto &Other = Seals ? S.Writes : S.Seals;
        if (auto It = Other.find(Field); It != Other.end())
          Diags.error(N.Where,
                      "'" + Field + "' has both SEALS and WRITES; the other is at " +
                          It->second.Where.str(),
                      "keep SEALS if the kernel relies on it once the object is registered");
        (Seals ? S.Seals : S.Writes)[Field] = {N.Args[0], N.Args[1], N.Where,
                                               Seals ? N.Args[2] : ""};
      } else if (N.Tag == "lists" && N.Args.size() == 2) {
        QualType To = V.getType()->getPointeeType();
        if (To.isNull() || !To->isPointerType() || !To->getPointeeType()->isRecordType())
          Diags.error(N.Where, N.Args[0] + "." + N.Args[1] + " does not point to pointers",
                      "name a field that does, to structures");
        S.Lists.insert({N.Args[0], N.Args[1]});
      } else if (N.Tag == "device" && N.Args.size() == 2) {
        S.Devices[N.Args[0]] = N.Args[1];
      } else if (N.Tag == "part" && N.Args.size() == 2) {
        QualType To = V.getType()->getPointeeType();
        const auto *R = To.isNull() ? nullptr : To->getAs<RecordType>();
        if (!R)
          Diags.error(N.Where, N.Args[0] + "." + N.Args[1] + " does not point to a structure",
                      "name the field that points to what it is part of");
        else
          S.Owners[N.Args[0]] = {N.Args[1], R->getDecl()->getNameAsString()};
      } else if (N.Tag == "links" && N.Args.size() == 2) {
        S.Links.emplace(N.Args[0], N.Args[1]);
      } else if (N.Tag == "part_of" && N.Args.size() == 2) {
        S.Parts.insert({N.Args[0], N.Args[1]});
      } else if ((N.Tag == "memory" && N.Args.size() == 3) ||
                 ((N.Tag == "locked" || N.Tag == "used") && N.Args.size() == 2) ||
                 (N.Tag == "once" && N.Args.size() == 1)) {
        OfKinds.push_back(N);
      }
    }
  }

  /// MEMORY, LOCKED, USED and ONCE name a kind, which may come later.
  void readOfKinds() {
    for (const Note &N : OfKinds) {
      bool Memory = N.Tag == "memory";
      bool Used = N.Tag == "used";
      const char *Word = Memory ? "MEMORY" : Used ? "USED" : N.Tag == "once" ? "ONCE" : "LOCKED";
      auto It = S.Kinds.find(N.Args[0]);
      if (It == S.Kinds.end()) {
        std::vector<std::string> Known;
        for (const auto &[Name, K] : S.Kinds)
          Known.push_back(Name);
        std::string Near = didYouMean(N.Args[0], Known);
        Diags.error(N.Where, "unknown kind '" + N.Args[0] + "' in " + Word,
                    Near.empty() ? "define it: UMBRA_KIND void " + N.Args[0] + "(...) { ... }"
                                 : "did you mean '" + Near + "'?");
        continue;
      }
      KindSpec &K = It->second;
      if (!Memory) {
        if (Used ? !K.Sealed : !K.Lock)
          Diags.error(N.Where,
                      "kind '" + K.Name + "' is not a " + (Used ? "sealed one" : "lock") + ", " +
                          Word + " needs one",
                      std::string("define it with UMBRA_KIND_") + (Used ? "SEALED" : "LOCK"));
        if (N.Tag == "once") {
          K.LockOnce = true;
          continue;
        }
        K.Used = N.Args[1];
        checkExpression(CI, *Kinds[K.Name], false, K.Used, Word, N.Where, Diags);
        continue;
      }
      if (K.Sealed || K.Lock) {
        Diags.error(N.Where,
                    "kind '" + K.Name + "' lies in the driver's own memory and brings none",
                    "drop MEMORY");
        continue;
      }
      // The runtime notes in the last two what was granted.
      if (K.Sig.Params.size() > 3) {
        Diags.error(N.Where,
                    "kind '" + K.Name + "' captures " + std::to_string(K.Sig.Params.size() - 1) +
                        " values, with MEMORY it can have 2",
                    "use GRANTS in the calls that give one");
        continue;
      }
      K.Lies = N.Args[1];
      K.LiesBytes = N.Args[2];
      for (const std::string &E : {K.Lies, K.LiesBytes})
        checkExpression(CI, *Kinds[K.Name], false, E, "MEMORY", N.Where, Diags);
    }
  }

  void readFunction(FunctionDecl &F, const std::vector<Note> &Notes) {
    Place Where = placeOf(SM, SM.getExpansionLoc(F.getLocation()));
    const Note &First = Notes[0];
    if (First.Tag == "kind")
      readKind(F, First, Where);
    else if (First.Tag == "call")
      readCall(F, Notes, Where);
    else if ((First.Tag == "entry" || First.Tag == "callback") && First.Args.size() == 2)
      readEntry(F, Notes, First.Where);
    else
      Diags.error(First.Where, "an annotation without UMBRA_CALL, UMBRA_ENTRY or UMBRA_CALLBACK",
                  "start the prototype with UMBRA_CALL");
  }

  void readKind(FunctionDecl &F, const Note &N, const Place &Where) {
    KindSpec K;
    K.Name = F.getNameAsString();
    K.Where = Where;
    K.Sig = signatureOf(F, Context);
    K.Kept = !N.Args.empty() && N.Args[0] == "kept";
    K.Spins = !N.Args.empty() && N.Args[0] == "spin";
    K.Lock = K.Spins || (!N.Args.empty() && N.Args[0] == "lock");
    K.Memory = !N.Args.empty() && N.Args[0] == "memory";
    K.Sealed = !N.Args.empty() && N.Args[0] == "sealed";
    K.PerCpu = !N.Args.empty() && N.Args[0] == "percpu";
    Kinds[K.Name] = &F;
    if (F.getNumParams())
      if (const auto *Pointer = F.getParamDecl(0)->getType()->getAs<PointerType>())
        if (const auto *R = Pointer->getPointeeType()->getAs<RecordType>();
            R && R->getDecl()->isCompleteDefinition())
          K.Structure = R->getDecl()->getNameAsString();
    if (K.Sealed && K.Structure.empty())
      Diags.error(Where, "kind '" + K.Name + "' seals what is not memory of a known size",
                  "its first parameter must point to a structure that the kernel's headers define");
    if (F.doesThisDeclarationHaveABody())
      K.Body = Lexer::getSourceText(CharSourceRange::getTokenRange(F.getBody()->getSourceRange()),
                                    SM, CI.getLangOpts())
                   .str();
    if (K.Body.empty())
      Diags.error(Where, "kind '" + K.Name + "' has no body",
                  "say how to let go of one: { release(object); }");
    if (K.Sig.Params.empty() || K.Sig.Params.size() > 5)
      Diags.error(Where,
                  "kind '" + K.Name + "' has " + std::to_string(K.Sig.Params.size()) +
                      " parameters, expected 1 to 5",
                  "the object first, then at most four values captured when it is tracked");
    S.Kinds[K.Name] = std::move(K);
  }

  /// The kernel's own declaration of the same function, or null.
  FunctionDecl *kernelDeclaration(FunctionDecl &F) {
    for (FunctionDecl *P = F.getPreviousDecl(); P; P = P->getPreviousDecl()) {
      SourceLocation Loc = SM.getExpansionLoc(P->getLocation());
      if (Loc.isValid() && !P->isImplicit() && !inSpecs(Loc))
        return P;
    }
    return nullptr;
  }

  void readCall(FunctionDecl &F, const std::vector<Note> &Notes, const Place &Where) {
    // UMBRA_INLINE names the function that its twin stands for; the twin's
    // type is checked by Clang.
    bool Twin = !Notes[0].Args.empty();
    std::string Name = Twin ? Notes[0].Args[0] : F.getNameAsString();
    if (!Twin && !kernelDeclaration(F)) {
      unknownFunction(Name, Where);
      return;
    }
    auto [It, New] = S.Calls.try_emplace(Name);
    CallSpec &C = It->second;
    if (!New) {
      Diags.error(Where, "'" + Name + "' has two specs; the other is at " + C.Where.str(),
                  "keep one of them");
      return;
    }
    C.Name = Name;
    C.Where = Where;
    C.Sig = signatureOf(F, Context);
    for (const Note &N : Notes) {
      if (N.Tag == "tracks" || N.Tag == "tracks_once")
        addObject(F, C.Tracks, N, N.Tag == "tracks" ? "TRACKS" : "TRACKS_ONCE", true);
      else if (N.Tag == "releases")
        addObject(F, C.Releases, N, "RELEASES", false);
      else if (N.Tag == "releases_after")
        addObject(F, C.ReleasesAfter, N, "RELEASES_AFTER", true);
      else if (N.Tag == "locks")
        addObject(F, C.Locks, N, "LOCKS", true);
      else if (N.Tag == "unlocks")
        addObject(F, C.Unlocks, N, "UNLOCKS", false);
      else if (N.Tag == "registers")
        addObject(F, C.Registers, N, "REGISTERS", true);
      else if (N.Tag == "unregisters")
        addObject(F, C.Unregisters, N, "UNREGISTERS", false);
      else if (N.Tag == "waits")
        addObject(F, C.Waits, N, "WAITS", true);
      else if (N.Tag == "revokes")
        addRange(F, C.Revokes, N, "REVOKES", false);
      else if (N.Tag == "grants")
        addRange(F, C.Grants, N, "GRANTS", !C.Sig.isVoid());
      else if (N.Tag == "needs")
        addRange(F, C.Needs, N, "NEEDS", false);
      else if (N.Tag == "exists" || N.Tag == "address" || N.Tag == "opaque")
        addPointer(F, C, N);
      else if (N.Tag == "instead")
        readFunction(C.Instead, N, "umbra.ko's that is called instead");
      else if (N.Tag == "listed")
        readFunction(C.Listed, N, "the kernel's that takes a va_list");
      else if (N.Tag == "keeps")
        setKeeps(F, C, N);
      else if (N.Tag == "hands_to")
        setWord(F, C.HandsTo, N, "HANDS_TO");
      else if (N.Tag == "filled")
        C.Filled = true;
      else if (N.Tag == "lives")
        setWord(F, C.Lives, N, "LIVES");
      else if (N.Tag == "loses" || N.Tag == "manages")
        setWord(F, N.Tag == "loses" ? C.Loses : C.Manages, N,
                N.Tag == "loses" ? "LOSES" : "MANAGES");
      else if (N.Tag == "owns")
        addRange(F, C.Owns, N, "OWNS", false);
      else if (N.Tag == "reads")
        addRange(F, C.Reads, N, "READS", false);
      else if (N.Tag == "user")
        addRange(F, C.Users, N, "USER", false);
      else if (N.Tag == "in_use")
        addRange(F, C.InUse, N, "IN_USE", false);
      else if (N.Tag == "gives_device")
        addRange(F, C.GivesDevice, N, "GIVES_DEVICE", false);
      else if (N.Tag == "below")
        addRange(F, C.Below, N, "BELOW", false);
      else if (N.Tag == "io")
        addRange(F, C.Io, N, "IO", false);
      else if (N.Tag == "demands")
        addObject(F, C.Demands, N, "DEMANDS", false);
      else if (N.Tag == "not_yet")
        addObject(F, C.NotYet, N, "NOT_YET", false);
      else if (N.Tag == "calls")
        addCalls(F, C, N);
      else if (N.Tag == "sleeps")
        C.Sleeps = addExpression(F, N, "SLEEPS_IF", false);
      else if (N.Tag == "tries")
        C.Tries = true;
      else if (N.Tag == "passes")
        C.Passes = true;
      else if (N.Tag != "call")
        readCommon(F, C, N);
    }
  }

  /// CALLS(parameter): which functions its structure has, its type says. CALLS(parameter, n):
  /// it points to n functions. One that points to pointers: of which the last is NULL.
  void addCalls(FunctionDecl &F, CallSpec &C, const Note &N) {
    std::string Many = N.Args.size() > 1 ? N.Args[1] : "";
    for (const Param &P : C.Sig.Params)
      if (!N.Args.empty() && P.Name == N.Args[0] &&
          (Many.empty() ? !P.Structure.empty() || !P.ListOf.empty() : P.CalledEach != 0)) {
        checkExpression(CI, F, false, Many, "CALLS", N.Where, Diags);
        C.Calls[P.Name] = Many;
        return;
      }
    Diags.error(N.Where,
                std::string("CALLS names no parameter that points to ") +
                    (Many.empty() ? "a structure" : "functions"),
                "name one; a parameter that is itself a function needs no CALLS");
  }

  /// KEEPS(kind, object, owner, name as printf() is given it...).
  void setKeeps(FunctionDecl &F, CallSpec &C, const Note &N) {
    if (N.Args.size() < 4 || N.Args[3].compare(0, 1, "\"") != 0) {
      Diags.error(N.Where, "KEEPS says not what tells the object from its like",
                  "write KEEPS(kind, object, owner, \"%d\", number)");
      return;
    }
    C.Keeps = {N.Args[0], N.Args[1], N.Args[2], N.Args[3]};
    std::vector<std::string> Words = splitArguments(N.Args[3]);
    Words[0] = N.Args[1];
    Words.push_back(N.Args[2]);
    for (const std::string &E : Words)
      checkExpression(CI, F, !C.Sig.isVoid(), E, "KEEPS", N.Where, Diags);
  }

  void setWord(FunctionDecl &F, std::string &Word, const Note &N, const char *Annotation) {
    Word = N.Args.empty() ? "" : N.Args[0];
    if (Word.empty())
      Diags.error(N.Where, std::string(Annotation) + " says not of what",
                  std::string("write ") + Annotation + "(parameter)");
    else
      checkExpression(CI, F, false, Word, Annotation, N.Where, Diags);
  }

  std::string addExpression(FunctionDecl &F, const Note &N, const char *Annotation,
                            bool HasResult) {
    std::string E = N.Args.empty() ? "" : N.Args[0];
    if (E.empty())
      Diags.error(N.Where, std::string(Annotation) + " says nothing",
                  std::string("write ") + Annotation + "(expression)");
    checkExpression(CI, F, HasResult, E, Annotation, N.Where, Diags);
    return E;
  }

  void addRange(FunctionDecl &F, std::vector<RangeSpec> &List, const Note &N,
                const char *Annotation, bool HasResult) {
    if (N.Args.size() < 2 || N.Args[0].empty() || N.Args[1].empty()) {
      Diags.error(N.Where, std::string(Annotation) + " says not how many bytes",
                  std::string("write ") + Annotation + "(address, bytes)");
      return;
    }
    for (const std::string &E : N.Args)
      checkExpression(CI, F, HasResult, E, Annotation, N.Where, Diags);
    List.push_back({N.Args[0], N.Args[1], N.Where});
  }

  void addPointer(FunctionDecl &F, CallSpec &C, const Note &N) {
    using How = PointerSpec::How;
    std::string Name = N.Args.empty() ? "" : N.Args[0];
    std::string List;
    for (const Param &P : C.Sig.Params)
      if (P.Pointer && P.Name == Name) {
        PointerSpec Pointer;
        Pointer.Look = N.Tag == "exists"    ? How::Exists
                       : N.Tag == "address" ? How::Address
                                            : How::Opaque;
        if (N.Args.size() > 1)
          Pointer.Unless = N.Args[1];
        if (!Pointer.Unless.empty())
          checkExpression(CI, F, false, Pointer.Unless, "ADDRESS", N.Where, Diags);
        if (!C.Pointers.emplace(Name, Pointer).second)
          Diags.error(N.Where, "two annotations say how '" + Name + "' is looked at",
                      "keep one of EXISTS, ADDRESS and OPAQUE");
        return;
      } else if (P.Pointer) {
        List += (List.empty() ? "" : ", ") + P.Name;
      }
    Diags.error(N.Where, "'" + Name + "' is no parameter that is a pointer",
                List.empty() ? "it has none: drop the annotation" : "these are: " + List);
  }

  void readFunction(std::string &Into, const Note &N, const std::string &Whose) {
    Into = N.Args.empty() ? "" : N.Args[0];
    if (!isIdentifier(Into))
      Diags.error(N.Where, "'" + Into + "' is not the name of a function",
                  "name the function of " + Whose);
  }

  void readCommon(FunctionDecl &F, RuleSpec &R, const Note &N) {
    bool HasResult = !R.Sig.isVoid();
    std::string Arg = N.Args.empty() ? "" : N.Args[0];
    if (N.Tag == "when") {
      if (!R.When.empty())
        Diags.error(N.Where, "two WHENs for one function", "join them with && or ||");
      R.When = Arg;
      checkExpression(CI, F, HasResult, Arg, "WHEN", N.Where, Diags);
    } else if (N.Tag == "recovering") {
      if (!R.Recovering.Name.empty())
        Diags.error(N.Where,
                    "two strategies for one function: " + R.Recovering.Name + " and " + Arg,
                    "keep one WHILE_RECOVERING");
      R.Recovering = {Arg, N.Args.size() > 1 ? N.Args[1] : "", N.Where};
      bool Claims = Arg == "claim" || Arg == "made";
      if ((Arg == "busy" || Arg == "queue" || Claims) && !R.Recovering.Argument.empty())
        checkExpression(CI, F, Claims, R.Recovering.Argument, "WHILE_RECOVERING", N.Where, Diags);
      else if (Arg == "reattach" || Arg == "recorded" || Arg == "found")
        checkArguments(F, R.Recovering.Argument, false, "WHILE_RECOVERING", N.Where);
    } else if (N.Tag == "before" || N.Tag == "after") {
      if (!isIdentifier(Arg))
        Diags.error(N.Where, "'" + Arg + "' is not the name of a function",
                    "name one of a shadow class's functions");
      if (N.Args.size() > 1 && !N.Args[1].empty())
        Arg += ", " + N.Args[1];
      bool After = N.Tag == "after";
      checkArguments(F, Arg, After && HasResult, After ? "AFTER" : "BEFORE", N.Where);
      (After ? R.After : R.Before).push_back(Arg);
    } else {
      Diags.error(N.Where, "this annotation does not fit here: " + N.Tag,
                  "see docs/specs.md for what a call and an entry may have");
    }
  }

  /// "function, arguments": others than the function has that this spec is about.
  void checkArguments(FunctionDecl &F, const std::string &Call, bool HasResult,
                      const char *Annotation, const Place &Where) {
    std::vector<std::string> Words = splitArguments(Call);
    if (Words.size() < 2)
      return;
    for (size_t I = 1; I < Words.size(); I++)
      checkExpression(CI, F, HasResult, Words[I], Annotation, Where, Diags);
    const FunctionDecl *Of = nullptr;
    for (NamedDecl *D :
         Context.getTranslationUnitDecl()->lookup(DeclarationName(&Context.Idents.get(Words[0]))))
      Of = dyn_cast<FunctionDecl>(D);
    if (!Of)
      Diags.error(Where, "'" + Words[0] + "' is given arguments, but no spec declares it",
                  "declare it; its first parameter is 'struct umbra_domain *domain'");
    else if (Of->getNumParams() != Words.size())
      Diags.error(Where,
                  "'" + Words[0] + "' takes " + std::to_string(Of->getNumParams()) +
                      " arguments with the domain, the spec gives it " +
                      std::to_string(Words.size()),
                  "make them the same");
  }

  void addObject(FunctionDecl &F, std::vector<ObjectSpec> &List, const Note &N,
                 const char *Annotation, bool AfterCall) {
    ObjectSpec O;
    O.Where = N.Where;
    O.Once = N.Tag == "tracks_once";
    O.Kind = N.Args.empty() ? "" : N.Args[0];
    bool HasResult = AfterCall && !F.getReturnType()->isVoidType();
    std::vector<std::string> Parts = splitArguments(N.Args.size() > 1 ? N.Args[1] : "");
    if (Parts.empty() || Parts[0].empty()) {
      Diags.error(N.Where, std::string(Annotation) + " lacks the object",
                  std::string("write ") + Annotation + "(" + O.Kind + ", parameter)");
      return;
    }
    O.Key = Parts[0];
    O.Captured.assign(Parts.begin() + 1, Parts.end());
    if (N.Tag == "returns" && N.Args.size() > 2) {
      O.Condition = N.Args[2];
      checkExpression(CI, F, HasResult, O.Condition, Annotation, N.Where, Diags);
    }
    for (const std::string &P : Parts)
      checkExpression(CI, F, HasResult, P, Annotation, N.Where, Diags);
    List.push_back(std::move(O));
  }

  void unknownFunction(const std::string &Name, const Place &Where) {
    std::vector<std::string> Known;
    for (Decl *D : Context.getTranslationUnitDecl()->decls())
      if (auto *F = dyn_cast<FunctionDecl>(D))
        if (F->getIdentifier() && !inSpecs(SM.getExpansionLoc(F->getLocation())))
          Known.push_back(F->getNameAsString());
    std::string Near = didYouMean(Name, Known);
    Diags.error(Where, "the kernel's headers do not declare '" + Name + "'",
                Near.empty()
                    ? "include the header that declares it, or drop the spec"
                    : "did you mean '" + Near + "'? Else include the header that declares it");
  }

  void readEntry(FunctionDecl &F, const std::vector<Note> &Notes, const Place &Where) {
    const Note &First = Notes[0];
    EntrySpec E;
    E.Callback = First.Tag == "callback";
    E.Structure = First.Args[0];
    E.Field = First.Args[1];
    E.Where = Where;
    E.Sig = signatureOf(F, Context);
    if (E.Callback ? !checkCallback(F, E) : !checkField(F, E))
      return;
    auto [It, New] = S.Entries.try_emplace(E.place());
    if (!New) {
      Diags.error(Where, E.place() + " has two specs; the other is at " + It->second.Where.str(),
                  "keep one of them");
      return;
    }
    bool HasResult = !E.Sig.isVoid();
    for (const Note &N : Notes) {
      if (N.Tag == "entry" || N.Tag == "callback")
        continue;
      if (N.Tag == "held")
        E.Held = true;
      else if (N.Tag == "never_refused")
        E.NeverRefused = true;
      else if (N.Tag == "takes")
        addObject(F, E.Takes, N, "TAKES", false);
      else if (N.Tag == "grants")
        addRange(F, E.Grants, N, "GRANTS", false);
      else if (N.Tag == "returns")
        addObject(F, E.Returns, N, "RETURNS", true);
      else if (N.Tag == "unwound") {
        E.Unwound = N.Args.empty() ? "" : N.Args[0];
        checkExpression(CI, F, false, E.Unwound, "UNWOUND", N.Where, Diags);
      } else if (N.Tag == "allows") {
        E.Allows = addExpression(F, N, "ALLOWS", HasResult);
      } else if (N.Tag == "leaves_locked") {
        E.LeavesLocked = true;
      } else if (N.Tag == "deadline") {
        E.Deadline = true;
      } else if (N.Tag == "records") {
        E.Records = true;
        E.RecordKey = N.Args.empty() ? "" : N.Args[0];
        checkExpression(CI, F, HasResult, E.RecordKey, "RECORDS", N.Where, Diags);
      } else if (N.Tag == "forgets") {
        E.Forgets = N.Args.empty() ? "" : N.Args[0];
        checkExpression(CI, F, HasResult, E.Forgets, "FORGETS", N.Where, Diags);
      } else
        readCommon(F, E, N);
    }
    for (unsigned I = 0; I < F.getNumParams(); I++)
      for (const Note &N : notesOf(*F.getParamDecl(I)))
        if (N.Tag == "asked") {
          E.Sig.Params[I].Asked = N.Args.empty() ? "" : N.Args[0];
          if (!isIdentifier(E.Sig.Params[I].Asked))
            Diags.error(N.Where, "'" + E.Sig.Params[I].Asked + "' is not the name of a function",
                        "name one of umbra.ko's or a shadow class's functions");
        } else if (N.Tag == "asked_bytes") {
          E.Sig.Params[I].AskedBytes = N.Args.empty() ? "" : N.Args[0];
        } else if (N.Tag == "copied") {
          E.Sig.Params[I].Copied = true;
          if (!N.Args.empty())
            E.Sig.Params[I].CopiedBytes = N.Args[0];
          else if (E.Sig.Params[I].VoidPointer)
            Diags.error(N.Where, "COPIED on a void pointer says no size",
                        "write COPIED_BYTES(sizeof(...))");
        }
    It->second = std::move(E);
  }

  bool checkField(FunctionDecl &F, const EntrySpec &E) {
    // umbra_place_S_F has the field's own type; Clang has complained if there
    // is no such field.
    IdentifierInfo &Name = Context.Idents.get("umbra_place_" + E.Structure + "_" + E.Field);
    for (NamedDecl *D : Context.getTranslationUnitDecl()->lookup(DeclarationName(&Name)))
      if (auto *V = dyn_cast<VarDecl>(D)) {
        QualType T = V->getType();
        if (T->isPointerType())
          T = T->getPointeeType();
        if (!T->isFunctionType()) {
          Diags.error(E.Where, E.place() + " is not a pointer to a function",
                      "name a field that the kernel calls");
          return false;
        }
        if (!Context.hasSameType(T.getCanonicalType(), F.getType().getCanonicalType())) {
          Diags.error(E.Where,
                      "the prototype does not match the kernel's: " + E.place() + " is '" +
                          T.getAsString() + "', the spec says '" + F.getType().getAsString() + "'",
                      "write the parameters as the kernel has them");
          return false;
        }
        return true;
      }
    return false;
  }

  bool checkCallback(FunctionDecl &F, const EntrySpec &E) {
    IdentifierInfo &Name = Context.Idents.get(E.Structure);
    std::vector<std::string> Params;
    if (MacroInfo *M = CI.getPreprocessor().getMacroInfo(&Name); M && M->isFunctionLike()) {
      for (const IdentifierInfo *P : M->params())
        Params.push_back(P->getName().str());
    } else {
      const FunctionDecl *Found = nullptr;
      for (NamedDecl *D : Context.getTranslationUnitDecl()->lookup(DeclarationName(&Name)))
        if (auto *K = dyn_cast<FunctionDecl>(D))
          Found = K;
      if (!Found) {
        unknownFunction(E.Structure, E.Where);
        return false;
      }
      // Names of parameters may be in one declaration only.
      for (const FunctionDecl *R : Found->redecls())
        for (const ParmVarDecl *P : R->parameters())
          if (!P->getName().empty()) {
            Params.push_back(P->getNameAsString());
            if (P->getName() == E.Field)
              return checkCallbackType(F, E, P->getType());
          }
    }
    if (std::find(Params.begin(), Params.end(), E.Field) != Params.end())
      return true;
    std::string List;
    for (const std::string &P : Params)
      List += (List.empty() ? "" : ", ") + P;
    Diags.error(E.Where, "'" + E.Structure + "' has no parameter '" + E.Field + "'",
                "its parameters are: " + List);
    return false;
  }

  bool checkCallbackType(FunctionDecl &F, const EntrySpec &E, QualType Type) {
    QualType T = Type;
    if (T->isPointerType())
      T = T->getPointeeType();
    if (!T->isFunctionType() ||
        Context.hasSameType(T.getCanonicalType(), F.getType().getCanonicalType()))
      return true;
    Diags.error(E.Where,
                "the prototype does not match the kernel's: " + E.place() + " is '" +
                    T.getAsString() + "', the spec says '" + F.getType().getAsString() + "'",
                "write the parameters as the kernel has them");
    return false;
  }

  CompilerInstance &CI;
  ASTContext &Context;
  SourceManager &SM;
  Specs &S;
  Diagnostics &Diags;
  std::map<FileID, bool> SpecFiles;
  std::vector<Note> OfKinds;
  std::map<std::string, FunctionDecl *> Kinds;
};

/// Notes which kernel headers each spec includes: the taps need them too.
class Includes : public PPCallbacks {
public:
  Includes(SourceManager &SM, Specs &S) : SM(SM), S(S) {}
  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name, bool Angled,
                          CharSourceRange, OptionalFileEntryRef, StringRef, StringRef,
                          const clang::Module *, bool, SrcMgr::CharacteristicKind) override {
    auto F = SM.getFileEntryRefForID(SM.getFileID(Hash));
    if (F && Angled && !below(S.Folder, F->getName().str()).empty())
      S.Includes[F->getName().str()].push_back(("<" + Name + ">").str());
  }

private:
  SourceManager &SM;
  Specs &S;
};

} // namespace

/// Clang's errors in spec files, with a cure.
static void reportErrors(const ClangRun &Run, const std::map<std::string, Place> &Inlines,
                         Diagnostics &Diags) {
  for (const ClangError &E : Run.Errors) {
    const StringRef Twin = "umbra_inline_of_";
    StringRef Message = E.Message;
    if (size_t At = Message.find(Twin); At != StringRef::npos) {
      std::string Name = Message.substr(At + Twin.size()).split('\'').first.str();
      auto It = Inlines.find(Name);
      Diags.error(E.Where, (Message.substr(0, At) + Message.substr(At + Twin.size())).str(),
                  "write type and parameters as the kernel does" +
                      (It == Inlines.end() ? "" : ", at " + It->second.str()));
      continue;
    }
    std::string Cure = "a spec is C: include the kernel header it needs, or mend the line";
    for (const auto &[Where, Text] : E.Notes)
      if (StringRef(Text).starts_with("previous") && Where.valid())
        Cure = Message.starts_with("redefinition")
                   ? "keep one of them; the other is at " + Where.str()
                   : "write the prototype as the kernel does, at " + Where.str();
    Diags.error(E.Where, Message.str(), Cure);
  }
}

static void explainFunction(CompilerInstance &CI, const Build &B, const std::string &Name,
                            Specs &S) {
  ASTContext &Context = CI.getASTContext();
  IdentifierInfo &Id = Context.Idents.get(Name);
  for (NamedDecl *D : Context.getTranslationUnitDecl()->lookup(DeclarationName(&Id)))
    if (auto *F = dyn_cast<FunctionDecl>(D)) {
      const FunctionDecl *Definition = nullptr;
      const FunctionDecl *First = F->getCanonicalDecl();
      F->hasBody(Definition);
      DeclaredFunction &Out = S.Declared[Name];
      const FunctionDecl *Shown = Definition ? Definition : First;
      Out.Where = placeOf(CI.getSourceManager(), Shown->getLocation());
      Out.Prototype = prototype(signatureOf(*Shown, Context), Name);
      Out.Inline = Definition != nullptr;
      SideEffects Effects(Context, B.Exported);
      Out.Effect = Effects.of(*F);
    }
}

bool readSpecs(const std::string &Folder, const Build &B, Specs &S, Diagnostics &Diags,
               const std::string &Explain) {
  S.Folder = absolutePath(Folder);
  std::string Text;
  for (const std::string &File : filesBelow(S.Folder))
    if (StringRef(File).ends_with(".h") && File != "umbra_spec.h")
      Text += "#include \"" + S.Folder + "/" + File + "\"\n";
  ClangRun Run;
  Run.Folder = B.Kernel;
  Run.Args = B.SpecArgs;
  // umbra_spec.h may be umbra's own.
  Run.Args.push_back("-I" + S.Folder);
  if (std::string Own = dataPath("specs"); !Own.empty())
    Run.Args.push_back("-idirafter" + Own);
  Run.Source = S.Folder + "/.umbra-specs.c";
  Run.Text = &Text;
  Run.Begin = [&](CompilerInstance &CI) {
    CI.getPreprocessor().addPPCallbacks(std::make_unique<Includes>(CI.getSourceManager(), S));
  };
  unsigned Before = Diags.errors();
  std::map<std::string, Place> Inlines; // of the kernel
  Run.End = [&](CompilerInstance &CI) {
    if (!Run.Errors.empty()) {
      for (Decl *D : CI.getASTContext().getTranslationUnitDecl()->decls())
        if (auto *F = dyn_cast<FunctionDecl>(D); F && F->getIdentifier() && F->hasBody())
          Inlines.emplace(F->getNameAsString(), placeOf(CI.getSourceManager(), F->getLocation()));
      return;
    }
    Reader(CI, S, Diags).read();
    if (!Explain.empty())
      explainFunction(CI, B, Explain, S);
  };
  if (!runClang(Run))
    reportErrors(Run, Inlines, Diags);
  return Diags.errors() == Before;
}

} // namespace umbra
