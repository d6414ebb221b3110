// SPDX-License-Identifier: GPL-2.0-or-later
// Puts a module's facts together and finds the rule of every call and entry.
#include "analysis/Program.h"
#include "analysis/Targets.h"
#include "support/Files.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <tuple>

namespace umbra {

using llvm::StringRef;

static std::string stemOf(const std::string &File) {
  std::string Stem = baseName(File);
  Stem = Stem.substr(0, Stem.rfind('.'));
  for (char &C : Stem)
    if (!isalnum((unsigned char)C))
      C = '_';
  return Stem;
}

/// The signature to write, with the names that the spec's expressions use.
static Signature withNames(const Signature &Own, const Signature &Spec) {
  Signature S = Own;
  for (size_t I = 0; I < S.Params.size() && I < Spec.Params.size(); I++) {
    S.Params[I].Name = Spec.Params[I].Name;
    S.Params[I].Copied = Spec.Params[I].Copied;
    S.Params[I].CopiedBytes = Spec.Params[I].CopiedBytes;
    S.Params[I].Asked = Spec.Params[I].Asked;
    S.Params[I].AskedBytes = Spec.Params[I].AskedBytes;
  }
  return S;
}

namespace {

class Assembler {
public:
  Assembler(Program &P, const Specs &S, const std::set<std::string> &Others, Diagnostics &Diags)
      : P(P), S(S), Others(Others), Diags(Diags) {}

  void run() {
    for (const Unit *U : P.Units)
      addUnit(*U);
    for (const Unit *U : P.Units)
      for (const CallUse &C : U->Calls)
        addCall(*U, C);
    for (size_t I = 0; I < P.Units.size(); I++) {
      const Unit *U = P.Units[I];
      // A helper's parameters have other names, which the taps' header gives them.
      if (I >= P.M->OwnObjects)
        for (const Span &Parameter : U->Parameters)
          needsTaps(Parameter);
      addModuleHook(*U, U->Init, true, I >= P.M->OwnObjects);
      addModuleHook(*U, U->Exit, false, I >= P.M->OwnObjects);
      for (const AddressUse &A : U->Addresses)
        addAddress(*U, A);
    }
    for (const Unit *U : P.Units) {
      addSites(*U);
      for (const CompareUse &C : U->Compares)
        if (std::string By = S.shownBy(C.Field); !By.empty() && C.Text.Length) {
          P.Shown.push_back({C.Text, By});
          needsTaps(C.Declaration);
        }
    }
    std::sort(P.Sites.begin(), P.Sites.end(), [](const CheckUse &A, const CheckUse &B) {
      return std::tie(A.Where, A.What, A.Target) < std::tie(B.Where, B.What, B.Target);
    });
    std::map<std::string, unsigned> Names;
    for (const auto &[Key, E] : P.Entries)
      Names[E.Function]++;
    for (auto &[Key, E] : P.Entries) {
      E.Unique = Names[E.Function] > 1 ? stemOf(E.Defined->File) + "_" + E.Function : E.Function;
      findRule(E);
    }
    const std::map<std::string, std::string> ByObject = checkedByObject(P, S);
    for (CheckUse &C : P.Sites)
      if (C.Found == CheckUse::Verdict::Checked && C.By != "UMBRA_SEALED" && !C.ByObject.empty() &&
          ByObject.count(C.Structure)) {
        C.By = "UMBRA_WO";
        C.Changes = C.ByObject;
      }
  }

private:
  void addUnit(const Unit &U) {
    P.IndirectCalls += U.IndirectCalls;
    for (const auto &[Key, D] : U.Driver)
      Driver.emplace(Key, &D);
    for (const auto &[Name, File] : U.Files) {
      OwnFile &F = P.Files[Name];
      F.Text = File.Text;
      for (const IncludeLine &I : File.Includes)
        if (std::none_of(F.Includes.begin(), F.Includes.end(),
                         [&](const IncludeLine &O) { return O.Offset == I.Offset; }))
          F.Includes.push_back(I);
      for (const Block &B : File.Blocks)
        if (std::none_of(F.Blocks.begin(), F.Blocks.end(),
                         [&](const Block &O) { return O.Begin == B.Begin; }))
          F.Blocks.push_back(B);
      std::sort(F.Includes.begin(), F.Includes.end(),
                [](const IncludeLine &A, const IncludeLine &B) { return A.Offset < B.Offset; });
    }
    for (const auto &[Name, Where] : U.Exported) {
      if (!P.M->Helpers.empty())
        continue; // EXPORT_SYMBOL() is void in a joined module
      if (!addExport(U, Name, Where))
        P.Missing.push_back({Where, Name, "exported: other modules use it without a tap"});
    }
    for (const auto &[Name, A] : U.KernelAddresses)
      addKernelAddress(Name, A);
    P.Casts.insert(U.Casts.begin(), U.Casts.end());
    P.Has.insert(U.Has.begin(), U.Has.end());
    P.Macros.insert(U.Macros.begin(), U.Macros.end());
    for (const auto &[Structure, Found] : U.Targets)
      if (std::vector<Target> &To = P.Targets[Structure]; To.size() < Found.size())
        To = Found;
  }

  void needsTaps(const Span &Declaration) {
    if (Declaration.File.empty())
      return;
    unsigned &First = P.Files[Declaration.File].FirstCode;
    First = std::min(First, Declaration.Offset);
  }

  void addCall(const Unit &U, const CallUse &C) {
    if (Driver.count(C.Function))
      return; // defined in another file of the module
    const KernelFunction &K = U.Kernel.at(C.Function);
    // In an inline that nobody calls: it would not link otherwise.
    if (K.Own && !Others.empty() && !Others.count(C.Function))
      return;
    auto Spec = S.Calls.find(C.Function);
    const CallSpec *Written = Spec == S.Calls.end() ? nullptr : &Spec->second;
    // A spec that asks for nothing is no reason for a tap.
    if (K.Inline && K.Effect.empty() && (!Written || Written->onlyPasses())) {
      Pure.insert(C.Function);
      P.PureInlines.assign(Pure.begin(), Pure.end());
      return;
    }
    if (!K.Sig.Printable || (K.Sig.Variadic && K.Inline)) {
      if (Unhandled.insert(C.Function).second)
        P.Missing.push_back({C.Where, C.Function,
                             K.Sig.Variadic ? "an inline function with ... cannot be passed on"
                                            : "its type has no name that could be written"});
      return;
    }
    needsTaps(C.Declaration);
    CallTap &T = P.Calls[C.Function];
    if (C.Held)
      P.Held[C.Function] = C.Held;
    T.Redirect |= !C.Token.Length;
    T.Bare |= C.Bare;
    T.Computed.insert(C.Computed.begin(), C.Computed.end());
    if (!T.Calls++) {
      T.Name = C.Function;
      T.Function = &K;
      T.Spec = Written;
      T.Kind = Written ? Rule::Written : K.Inline ? Rule::Inferred : Rule::Default;
      T.First = C.Where;
      T.Sig = Written ? withNames(K.Sig, Written->Sig) : K.Sig;
    }
  }

  /// Code of a header is read by several units: each place once, checked if
  /// any of them needs it.
  void addSites(const Unit &U) {
    for (const Refusal &R : U.Refusals)
      if (Refused.insert({R.Where, R.Reason}).second)
        Diags.error(R.Where, R.Reason, R.Cure);
    for (const CheckUse &Use : U.Checks) {
      // A macro may store to several places that it has no names for (swap()).
      auto [It, New] = Sites.emplace(std::make_tuple(Use.Where, Use.What, Use.Target, Use.Spelled),
                                     P.Sites.size());
      if (New)
        P.Sites.push_back(Use);
      CheckUse &C = P.Sites[It->second];
      if (!New && Use.Found == CheckUse::Verdict::Checked && C.Found != CheckUse::Verdict::Checked)
        C = Use;
      if (C.Found != CheckUse::Verdict::Checked)
        continue;
      if (std::any_of(U.Seals.begin(), U.Seals.end(), [&](const SealUse &Seal) {
            return Seal.Text.Length && S.Seals.count(Seal.Field) && covers(C, Seal.Text);
          })) {
        C.By = "UMBRA_SEALED";
        C.Changes.clear();
      }
      needsTaps(C.Declaration);
    }
  }

  static bool covers(const CheckUse &C, const Span &Inner) {
    return std::any_of(C.Changes.begin(), C.Changes.end(), [&](const TextChange &T) {
      return T.Text.File == Inner.File && T.Text.Offset <= Inner.Offset &&
             Inner.Offset + Inner.Length <= T.Text.Offset + T.Text.Length;
    });
  }

  const DriverFunction *find(const std::string &Key) const {
    auto It = Driver.find(Key);
    return It == Driver.end() ? nullptr : It->second;
  }

  EntryTap *addEntry(const std::string &Key, const Place &Where) {
    const DriverFunction *D = find(Key);
    if (!D)
      return nullptr;
    EntryTap &E = P.Entries[Key];
    if (!E.Defined) {
      E.Key = Key;
      E.Defined = D;
      E.Function = D->Name;
      E.First = Where;
      E.Sig = D->Sig;
    }
    return &E;
  }

  void addModuleHook(const Unit &U, const std::string &Name, bool Init, bool Helper) {
    if (Name.empty())
      return;
    for (const auto &[Key, D] : U.Driver)
      if (D.Name == Name)
        if (EntryTap *E = addEntry(Key, D.Where)) {
          (Init ? E->Init : E->Exit) = true;
          E->InMacro = true;
          E->Helper = Helper;
        }
  }

  /// A function of which the header of the taps can tell the type. Its name becomes the tap's.
  bool addExport(const Unit &U, const std::string &Name, const Place &Where) {
    for (const auto &[Key, D] : U.Driver)
      if (D.Name == Name && D.Sig.Printable && !D.Sig.Variadic && !D.Needs.Hidden) {
        addEntry(Key, Where)->Exported = true;
        return true;
      }
    Untapped.insert(Name);
    return false;
  }

  void addKernelAddress(const std::string &Name, const KernelAddress &A) {
    P.KernelAddresses.emplace(Name, A);
    if (Others.count(Name))
      P.Callable.insert(Name);
  }

  void addAddress(const Unit &U, const AddressUse &A) {
    const DriverFunction *D = find(A.Function);
    if (!D) {
      addKernelAddress(A.Function, {A.Where, A.Type});
      return;
    }
    if (Untapped.count(D->Name) && !D->Static)
      return;
    if (!D->Sig.Printable) {
      Diags.error(A.Where, "the type of '" + D->Name + "' has no name that could be written again",
                  "give the unnamed struct or enum in its parameters a name");
      return;
    }
    EntryTap *E = addEntry(A.Function, A.Where);
    E->Places.insert(E->Places.end(), A.Places.begin(), A.Places.end());
    E->Inner |= A.OwnField;
    E->Callback |= A.Callback;
    needsTaps(A.Declaration);
    auto Expanded = U.Expansions.find({A.Expansion.File, A.Expansion.Offset});
    if (!A.Token.Length && Expanded == U.Expansions.end())
      Diags.error(A.Where,
                  "the address of '" + D->Name + "' is taken inside of the macro " + A.Macro +
                      ", which puts the name together in another way each time this file is read",
                  "write the macro out, or leave it out of the build");
  }

  void findRule(EntryTap &E) {
    std::sort(E.Places.begin(), E.Places.end());
    E.Places.erase(std::unique(E.Places.begin(), E.Places.end()), E.Places.end());
    for (const std::string &Where : E.Places) {
      auto It = S.Entries.find(Where);
      if (It == S.Entries.end() || It->second.Sig.Params.size() != E.Defined->Sig.Params.size())
        continue;
      E.Spec = &It->second;
      E.Interface = Where;
      E.Sig = withNames(E.Defined->Sig, It->second.Sig);
      return;
    }
    // Without a spec: a field says more than a macro's parameter.
    if (!E.Places.empty())
      E.Interface = E.Places[0];
    else if (E.Exported)
      E.Interface = "EXPORT_SYMBOL";
  }

  Program &P;
  const Specs &S;
  const std::set<std::string> &Others;
  Diagnostics &Diags;
  std::map<std::string, const DriverFunction *> Driver;
  std::set<std::string> Untapped, Pure, Unhandled;
  std::map<std::tuple<Place, CheckUse::Sort, std::string, unsigned>, size_t> Sites;
  std::set<std::pair<Place, std::string>> Refused;
};

} // namespace

Program assemble(const Module &M, const std::vector<const Unit *> &Units, const Specs &S,
                 const std::set<std::string> &Exported, bool Checks, Diagnostics &Diags) {
  Program P;
  P.M = &M;
  P.Checks = Checks;
  P.Units = Units;
  Assembler(P, S, Exported, Diags).run();
  return P;
}

/// What a name suggests, with the annotation that would say it.
static std::pair<std::string, std::string> guess(const CallTap &T) {
  StringRef Name(T.Name);
  auto Has = [&](std::initializer_list<const char *> Words) {
    // Whole words between underscores, so that "block" is no "lock".
    for (const char *W : Words)
      for (size_t At = Name.find(W); At != StringRef::npos; At = Name.find(W, At + 1)) {
        size_t End = At + StringRef(W).size();
        if ((At == 0 || Name[At - 1] == '_') && (End == Name.size() || Name[End] == '_'))
          return true;
      }
    return false;
  };
  std::string First = T.Sig.Params.empty() ? "OBJECT" : T.Sig.Params[0].Name;
  std::string Object = T.Sig.Kind == ResultKind::Pointer ? "result" : First;
  if (Has({"free", "kfree", "release", "unregister", "destroy", "del", "put", "unmap", "iounmap"}))
    return {"gives something up", "RELEASES(KIND, " + First + ")"};
  if (Has({"unlock", "spin_unlock", "mutex_unlock"}))
    return {"drops a lock", "UNLOCKS(KIND, " + First + ")"};
  if (Has({"trylock", "lock", "spin_lock", "mutex_lock"}))
    return {"takes a lock", "LOCKS(KIND, " + First + ")"};
  if (Has({"alloc", "kmalloc", "kzalloc", "vmalloc", "create", "ioremap", "iomap", "map", "dup"}))
    return {"allocates", "TRACKS(KIND, " + Object + ")"};
  if (Has({"register", "request", "add"}))
    return {"registers", "TRACKS(KIND, " + Object + ")"};
  return {};
}

bool seemsToRegister(const CallTap &T) { return guess(T).first == "registers"; }

std::set<uint32_t> typesOf(const Program &P, uint32_t Type) {
  std::set<uint32_t> Types = {Type};
  for (size_t Before = 0; Before != Types.size();) {
    Before = Types.size();
    for (const auto &[From, To] : P.Casts)
      if (Types.count(From))
        Types.insert(To);
  }
  return Types;
}

std::set<std::string> usedKinds(const Program &P) {
  std::set<std::string> Used;
  auto Add = [&](const std::vector<ObjectSpec> &List) {
    for (const ObjectSpec &O : List)
      Used.insert(O.Kind);
  };
  for (const auto &[Name, T] : P.Calls)
    if (T.Spec)
      for (const auto *List : {&T.Spec->Tracks, &T.Spec->Releases, &T.Spec->ReleasesAfter,
                               &T.Spec->Locks, &T.Spec->Unlocks})
        Add(*List);
  if (P.Checks)
    for (const auto &[Name, T] : P.Calls)
      if (T.Spec)
        for (const auto *List : {&T.Spec->Registers, &T.Spec->Unregisters, &T.Spec->Waits,
                                 &T.Spec->Demands, &T.Spec->NotYet})
          Add(*List);
  for (const auto &[Key, E] : P.Entries)
    if (E.Spec) {
      Add(E.Spec->Takes);
      Add(E.Spec->Returns);
    }
  return Used;
}

std::map<std::string, std::string> checkedByObject(const Program &P, const Specs &S) {
  std::map<std::string, std::string> Kinds;
  if (P.Checks)
    for (const std::string &Name : usedKinds(P)) {
      const KindSpec &K = S.Kinds.at(Name);
      if (!K.Lies.empty() && S.hasFields(K.Structure))
        Kinds.emplace(K.Structure, Name);
    }
  return Kinds;
}

void warnUnspecified(const Program &P, bool Strict, Diagnostics &Diags) {
  for (const auto &[Name, T] : P.Calls) {
    if (T.Spec)
      continue;
    auto [What, Annotation] = guess(T);
    if (What.empty() || (T.Kind == Rule::Inferred && !Strict))
      continue;
    std::string Message =
        "no spec names '" + Name + "', which by its name " + What + "; recovery cannot undo it";
    std::string Cure = "add to a spec: UMBRA_CALL " + prototype(T.Sig, Name) + " " + Annotation +
                       "; or PASSES if there is nothing to undo";
    if (Strict)
      Diags.error(T.First, Message, Cure);
    else
      Diags.warning(T.First, Message, Cure);
  }
  for (const NotCovered &N : P.Missing) {
    std::string Message = "not covered: '" + N.What + "': " + N.Why;
    if (Strict)
      Diags.error(N.Where, Message, "drop --strict to accept it");
    else
      Diags.warning(N.Where, Message, "");
  }
}

} // namespace umbra
