// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the changes of a shared file the same, whichever module asks for them.
#include "analysis/Shared.h"
#include "analysis/Targets.h"

#include <algorithm>
#include <tuple>

namespace umbra {

static bool isObject(const Program &P, const std::string &File) {
  return std::any_of(P.Units.begin(), P.Units.end(),
                     [&](const Unit *U) { return U->Source == File; });
}

static bool hasEntry(const Program &P, const std::string &Unique) {
  return std::any_of(P.Entries.begin(), P.Entries.end(),
                     [&](const auto &E) { return E.second.Unique == Unique; });
}

/// Names that become taps in a file that P has, too: what they are without a tap.
static void giveBack(Program &P, const Program &Other) {
  auto Shared = [&](const Use &U) {
    auto F = P.Files.find(U.Token.File);
    return U.Token.Length && F != P.Files.end() && F->second.Shared;
  };
  for (const Unit *U : Other.Units) {
    for (const CallUse &C : U->Calls)
      if (Shared(C) && Other.Calls.count(C.Function) && !P.Calls.count(C.Function))
        P.Aliases["umbra_call_" + C.Function] = C.Function;
    for (const AddressUse &A : U->Addresses)
      if (auto E = Other.Entries.find(A.Function);
          Shared(A) && E != Other.Entries.end() && !hasEntry(P, E->second.Unique))
        P.Aliases["umbra_entry_" + E->second.Unique] = E->second.Function;
  }
}

/// A check that one module needs is in the text of all; one that asks the tracker
/// is so only if all can ask it.
static void agree(std::vector<Program> &Programs) {
  std::map<std::tuple<Place, CheckUse::Sort, std::string, unsigned>, const CheckUse *> Chosen;
  auto Key = [](const CheckUse &C) {
    return std::make_tuple(C.Where, C.What, C.Target, C.Spelled);
  };
  for (const Program &P : Programs)
    for (const CheckUse &C : P.Sites)
      if (C.Found == CheckUse::Verdict::Checked) {
        const CheckUse *&Best = Chosen[Key(C)];
        if (!Best || Best->By == "UMBRA_WO")
          Best = &C;
      }
  for (Program &P : Programs)
    for (CheckUse &C : P.Sites)
      if (auto It = Chosen.find(Key(C)); It != Chosen.end() && It->second != &C) {
        C.Found = CheckUse::Verdict::Checked;
        C.By = It->second->By;
        C.Changes = It->second->Changes;
      }
}

/// A macro that calls functions of several types by one pointer's text: any of them.
static void joinTypes(std::vector<Program> &Programs) {
  std::map<std::tuple<std::string, unsigned, unsigned>,
           std::vector<std::pair<Program *, CheckUse *>>>
      ByText;
  for (Program &P : Programs)
    for (CheckUse &C : P.Sites)
      if (C.Found == CheckUse::Verdict::Checked && C.Type && C.Changes.size() == 1) {
        const Span &T = C.Changes[0].Text;
        ByText[std::make_tuple(T.File, T.Offset, T.Length)].push_back({&P, &C});
      }
  for (auto &[Text, Calls] : ByText) {
    std::set<uint32_t> Types;
    uint32_t Any = 0;
    for (const auto &[P, C] : Calls)
      Types.insert(C->Type);
    if (Types.size() < 2)
      continue;
    for (uint32_t Type : Types)
      Any = Any * 31 + Type;
    for (auto &[P, C] : Calls) {
      P->Casts.insert({C->Type, Any});
      C->Changes[0].After = ", " + hexadecimal(Any) + ")";
    }
  }
}

void shareFiles(Build &B, std::vector<Program> &Programs, Diagnostics &Diags) {
  joinTypes(Programs);
  std::map<std::string, std::vector<size_t>> Readers;
  std::map<std::string, unsigned> First;
  for (size_t I = 0; I < Programs.size(); I++)
    for (const auto &[Name, F] : Programs[I].Files) {
      Readers[Name].push_back(I);
      First[Name] = std::min(First.try_emplace(Name, ~0u).first->second, F.FirstCode);
    }
  bool Any = false;
  for (const auto &[Name, List] : Readers) {
    if (List.size() < 2 || First[Name] == ~0u)
      continue;
    if (isObject(Programs[List[0]], Name) && isObject(Programs[List[1]], Name)) {
      Diags.error({B.Source + "/" + Name},
                  "both " + Programs[List[0]].M->Name + " and " + Programs[List[1]].M->Name +
                      " are made of this file, which can have the taps of one",
                  "select one of them with --config");
      continue;
    }
    Any = true;
    for (size_t I : List) {
      Programs[I].Files[Name].Shared = true;
      Programs[I].Files[Name].FirstCode = First[Name];
      B.Modules[I].Shares = true;
    }
  }
  if (!Any)
    return;
  for (Program &P : Programs)
    for (const Program &Other : Programs)
      if (&P != &Other)
        giveBack(P, Other);
  agree(Programs);
}

} // namespace umbra
