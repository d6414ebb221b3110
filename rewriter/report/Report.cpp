// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the report; places are below SRC, so that it is the same everywhere.
#include "report/Report.h"
#include "support/Files.h"
#include "taps/Text.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace umbra {

static const char *const RuleNames[] = {"written", "inferred", "default"};

static std::string inSource(const Place &Where, const Build &B) {
  std::string File = below(B.Source, Where.File);
  if (File.empty())
    File = kernelPath(Where.File);
  return File + ":" + std::to_string(Where.Line) + ":" + std::to_string(Where.Column);
}

static void reportSites(llvm::json::OStream &J, const Program &P, const Build &B,
                        const EditSet &Edits) {
  static const char *const Sorts[] = {"store", "element", "call", "loop"};
  static const char *const Verdicts[] = {"checked", "merged", "proven"};
  for (const CheckUse &C : P.Sites)
    J.object([&] {
      J.attribute("where", inSource(C.Where, B));
      // As the compiler counts them, in the wrapped file.
      if (C.Lines.Length) {
        const std::string &Text = P.Files.at(C.Lines.File).Text;
        unsigned Last = C.Lines.Offset + C.Lines.Length; // a macro may be written out in lines
        J.attributeArray("wrapped", [&] {
          J.value(C.Lines.File);
          J.value(Edits.lineOf(C.Lines.File, Text, C.Lines.Offset));
          J.value(Edits.lineOf(C.Lines.File, Text, Last));
        });
      }
      J.attribute("function", C.Function);
      J.attribute("kind", Sorts[int(C.What)]);
      J.attribute("what", C.Target);
      if (!C.Member.empty())
        J.attribute("member", C.Member);
      J.attribute("verdict", Verdicts[int(C.Found)]);
      if (C.Found == CheckUse::Verdict::Checked)
        J.attribute("by", C.By);
      if (C.Found == CheckUse::Verdict::Merged)
        J.attribute("into", inSource(C.Into, B));
      if (C.Found == CheckUse::Verdict::Proven)
        J.attribute("why", C.Why);
    });
}

/// Where an inline stores, and what is asked before it may.
static void reportStores(llvm::json::OStream &J, const Program &P, const Specs &S,
                         const CallTap &T) {
  std::vector<StoredPlace> Places = storedPlaces(P, S, T);
  if (Places.empty())
    return;
  J.attributeArray("stores", [&] {
    for (const StoredPlace &To : Places)
      J.object([&] {
        if (To.Through)
          J.attribute("through", To.Through->Name);
        if (!To.Over.empty())
          J.attribute("over", To.Over);
        if (!To.What.empty())
          J.attribute("to", To.What);
        J.attribute("verdict", !To.By.empty() && !To.Why.empty() ? "in use"
                               : !To.By.empty()                  ? "checked"
                                                                 : "proven");
        if (!To.By.empty())
          J.attribute("by", To.By);
        if (!To.Why.empty())
          J.attribute("why", To.Why);
      });
  });
}

static void reportModule(llvm::json::OStream &J, const Program &P, const Build &B, const Specs &S,
                         const EditSet &Edits) {
  J.attribute("name", P.M->Name);
  J.attributeArray("sources", [&] {
    for (const Unit *U : P.Units)
      J.value(U->Source);
  });
  J.attributeArray("calls", [&] {
    for (const auto &[Name, T] : P.Calls)
      J.object([&, &Name = Name, &T = T] {
        J.attribute("function", Name);
        J.attribute("rule", RuleNames[int(T.Kind)]);
        if (T.Spec)
          J.attribute("spec", S.shortPlace(T.Spec->Where));
        if (!T.Function->Effect.empty())
          J.attribute("inline", T.Function->Effect);
        if (P.Checks && T.Function->Inline)
          reportStores(J, P, S, T);
        J.attribute("calls", T.Calls);
        J.attribute("first", inSource(T.First, B));
        J.attribute("through_macros", T.Redirect);
      });
  });
  J.attributeArray("entries", [&] {
    for (const auto &[Key, E] : P.Entries)
      J.object([&, &E = E] {
        J.attribute("function", E.Function);
        J.attribute("defined", inSource(E.Defined->Where, B));
        J.attribute("rule", E.Spec ? "written" : "default");
        if (E.Spec) {
          J.attribute("spec", S.shortPlace(E.Spec->Where));
          if (!E.Spec->Recovering.Name.empty())
            J.attribute("while_recovering", E.Spec->Recovering.Name);
        }
        J.attribute("interface", E.Init ? "module init" : E.Exit ? "module exit" : E.Interface);
        J.attributeArray("places", [&] {
          for (const std::string &Where : E.Places)
            J.value(Where);
        });
      });
  });
  J.attributeArray("not_covered", [&] {
    for (const NotCovered &N : P.Missing)
      J.object([&] {
        J.attribute("where", inSource(N.Where, B));
        J.attribute("what", N.What);
        J.attribute("why", N.Why);
      });
  });
  J.attributeArray("pure_inlines", [&] {
    for (const std::string &Name : P.PureInlines)
      J.value(Name);
  });
  J.attributeArray("kernel_addresses", [&] {
    for (const auto &[Name, A] : P.KernelAddresses)
      J.object([&, &Name = Name, &A = A] {
        J.attribute("function", Name);
        J.attribute("first", inSource(A.Where, B));
      });
  });
  J.attribute("indirect_calls", P.IndirectCalls);
  J.attribute("checks", P.Checks ? "all" : "taps");
  if (P.Checks)
    J.attributeArray("sites", [&] { reportSites(J, P, B, Edits); });
}

std::string report(const std::vector<Program> &Programs, const Build &B, const Specs &S,
                   const EditSet &Edits) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  llvm::json::OStream J(OS, 2);
  J.object([&] {
    J.attribute("schema_version", 1);
    J.attribute("generator", "umbra " UMBRA_VERSION);
    J.attribute("kernel", B.KernelRelease);
    J.attributeArray("modules", [&] {
      for (const Program &P : Programs)
        J.object([&] { reportModule(J, P, B, S, Edits); });
    });
  });
  OS << '\n';
  return OS.str();
}

std::string summary(const Program &P) {
  unsigned Rules[3] = {}, Written = 0;
  for (const auto &[Name, T] : P.Calls)
    Rules[int(T.Kind)]++;
  for (const auto &[Key, E] : P.Entries)
    Written += E.Spec != nullptr;
  return P.M->Name + ": " + std::to_string(P.Calls.size()) + " call taps (" +
         std::to_string(Rules[0]) + " written, " + std::to_string(Rules[1]) + " inferred, " +
         std::to_string(Rules[2]) + " default), " + std::to_string(P.Entries.size()) +
         " entry taps (" + std::to_string(Written) + " written), " +
         std::to_string(P.Missing.size()) + " not covered";
}

} // namespace umbra
