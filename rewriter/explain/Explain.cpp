// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the specs alone and tells the rule of one name.
#include "explain/Explain.h"
#include "compile/Kbuild.h"
#include "specs/Specs.h"
#include "support/Files.h"
#include "taps/Text.h"

#include "llvm/Support/raw_ostream.h"

namespace umbra {

static void sayObjects(const char *What, const std::vector<ObjectSpec> &List) {
  for (const ObjectSpec &O : List) {
    llvm::outs() << "  " << What << " " << O.Kind << " '" << O.Key << "'";
    for (const std::string &C : O.Captured)
      llvm::outs() << ", with " << C;
    if (!O.Condition.empty())
      llvm::outs() << ", if " << O.Condition;
    llvm::outs() << '\n';
  }
}

static void sayCommon(const RuleSpec &R) {
  if (!R.When.empty())
    llvm::outs() << "  success is: " << R.When << '\n';
  for (const std::string &F : R.Before)
    llvm::outs() << "  before: " << F << '\n';
  for (const std::string &F : R.After)
    llvm::outs() << "  after: " << F << '\n';
  if (!R.Recovering.Name.empty())
    llvm::outs() << "  while recovering: " << R.Recovering.Name
                 << (R.Recovering.Argument.empty() ? "" : ", " + R.Recovering.Argument) << '\n';
}

static void sayCall(const CallSpec &C) {
  llvm::outs() << C.Name << ": written, " << C.Where.str() << "\n  " << prototype(C.Sig, C.Name)
               << '\n';
  sayObjects("tracks", C.Tracks);
  sayObjects("releases", C.Releases);
  sayObjects("releases after success", C.ReleasesAfter);
  sayObjects("locks", C.Locks);
  sayObjects("unlocks", C.Unlocks);
  for (const auto &[Name, P] : C.Pointers)
    llvm::outs() << "  " << Name
                 << (P.Look == PointerSpec::How::Exists    ? " may not be NULL"
                     : P.Look == PointerSpec::How::Address ? " is looked at"
                                                           : " is not looked at")
                 << (P.Unless.empty() ? "" : ", unless " + P.Unless) << '\n';
  if (!C.Instead.empty())
    llvm::outs() << "  calls instead: " << C.Instead << "()\n";
  if (!C.Keeps.Kind.empty())
    llvm::outs() << "  keeps " << C.Keeps.Kind << " '" << C.Keeps.Object << "' of '"
                 << C.Keeps.Owner << "', known as " << C.Keeps.Name << '\n';
  if (!C.Loses.empty())
    llvm::outs() << "  loses '" << C.Loses << "'\n";
  if (!C.Manages.empty())
    llvm::outs() << "  what devres manages for it survives a recovery\n";
  if (C.Passes)
    llvm::outs() << "  passes on: nothing to check, nothing to hold\n";
  sayCommon(C);
}

static void sayEntry(const EntrySpec &E) {
  llvm::outs() << E.place() << ": written, " << E.Where.str() << "\n  a driver function "
               << (E.Callback ? "given to " : "in the field ") << E.place() << '\n';
  sayObjects("takes", E.Takes);
  sayObjects("gives back", E.Returns);
  if (E.Records)
    llvm::outs() << "  records the call" << (E.RecordKey.empty() ? "" : " by " + E.RecordKey)
                 << ", to replay it\n";
  if (!E.Forgets.empty())
    llvm::outs() << "  forgets the recorded call instead if " << E.Forgets << '\n';
  sayCommon(E);
  if (!E.Unwound.empty())
    llvm::outs() << "  answers " << E.Unwound << " if the driver failed in it\n";
}

static bool sayDeclared(const std::string &Name, const Specs &S) {
  auto It = S.Declared.find(Name);
  if (It == S.Declared.end())
    return false;
  const DeclaredFunction &D = It->second;
  std::string Where = kernelPath(D.Where.File) + ":" + std::to_string(D.Where.Line);
  if (D.Inline && D.Effect.empty())
    llvm::outs() << Name << ": stays, no tap\n  an inline of " << Where
                 << " that changes nothing\n";
  else if (D.Inline)
    llvm::outs() << Name << ": inferred\n  an inline of " << Where << " that " << D.Effect
                 << ", so its tap passes it on\n";
  else
    llvm::outs() << Name << ": default rule\n  no spec names it; declared at " << Where << "\n  "
                 << D.Prototype
                 << "\n  each pointer must be NULL or a kernel address; nothing is tracked\n";
  return true;
}

int explain(const Options &Opts) {
  Diagnostics Diags;
  Build B;
  Specs S;
  int Code = findKernel(Opts, B, Diags);
  std::string Folder = Opts.Specs.empty() ? dataPath("specs") : Opts.Specs;
  if (!Code && !isDirectory(Folder)) {
    Diags.error({Folder.empty() ? "specs" : Folder}, "no such folder of specs",
                "name one with --specs");
    Code = ExitInput;
  }
  if (!Code)
    Code = readSpecFlags(Opts, B, Diags);
  if (!Code && !readSpecs(Folder, B, S, Diags, Opts.Source))
    Code = ExitInput;
  Diags.flush();
  if (Code)
    return Code;

  const std::string &Name = Opts.Source;
  bool Found = false;
  if (auto It = S.Calls.find(Name); It != S.Calls.end()) {
    sayCall(It->second);
    Found = true;
  }
  if (auto It = S.Entries.find(Name); It != S.Entries.end()) {
    sayEntry(It->second);
    Found = true;
  }
  // A bare field or parameter, too: ndo_open.
  for (const auto &[Where, E] : S.Entries)
    if (E.Field == Name) {
      sayEntry(E);
      Found = true;
    }
  if (Found || sayDeclared(Name, S))
    return ExitOk;
  std::vector<std::string> Known;
  for (const auto &[K, V] : S.Calls)
    Known.push_back(K);
  for (const auto &[K, V] : S.Entries) {
    Known.push_back(K);
    Known.push_back(V.Field);
  }
  std::string Near = didYouMean(Name, Known);
  Diags.error({}, "neither a spec nor a header that the specs include knows '" + Name + "'",
              Near.empty() ? "umbra harden says which rule each call of a driver gets, in "
                             "umbra-report.json"
                           : "did you mean '" + Near + "'?");
  Diags.flush();
  return ExitInput;
}

} // namespace umbra
