// SPDX-License-Identifier: GPL-2.0-or-later
// Kinds exist and fit, strategies are known, no two annotations contradict.
#include "specs/Checks.h"
#include "specs/Words.h"

#include <algorithm>

namespace umbra {

static void checkObject(const Specs &S, const ObjectSpec &O, const char *Annotation, bool Captures,
                        bool Locks, Diagnostics &Diags) {
  auto It = S.Kinds.find(O.Kind);
  if (It == S.Kinds.end()) {
    std::vector<std::string> Known;
    for (const auto &[Name, K] : S.Kinds)
      Known.push_back(Name);
    std::string Near = didYouMean(O.Kind, Known);
    Diags.error(O.Where, std::string("unknown kind '") + O.Kind + "' in " + Annotation,
                Near.empty() ? "define it: UMBRA_KIND void " + O.Kind + "(...) { ... }"
                             : "did you mean '" + Near + "'?");
    return;
  }
  const KindSpec &K = It->second;
  if (K.Lock != Locks)
    Diags.error(O.Where,
                K.Lock ? "kind '" + O.Kind + "' is a lock, " + Annotation + " needs an object"
                       : "kind '" + O.Kind + "' is not a lock, " + Annotation + " needs one",
                K.Lock ? "use LOCKS and UNLOCKS for it" : "define it with UMBRA_KIND_LOCK");
  size_t Expected = K.Sig.Params.size() - 1;
  if (Captures && !K.Sig.Params.empty() && O.Captured.size() != Expected)
    Diags.error(O.Where,
                std::string(Annotation) + " captures " + std::to_string(O.Captured.size()) +
                    " values, kind '" + O.Kind + "' takes " + std::to_string(Expected) +
                    " besides the object",
                "make them the same; the kind is at " + K.Where.str());
}

static void checkStrategy(const RuleSpec &R, const std::vector<std::string> &Known,
                          Diagnostics &Diags) {
  const StrategySpec &W = R.Recovering;
  if (W.Name.empty())
    return;
  if (std::find(Known.begin(), Known.end(), W.Name) == Known.end()) {
    std::string List, Near = didYouMean(W.Name, Known);
    for (const std::string &K : Known)
      List += (List.empty() ? "" : ", ") + K;
    Diags.error(W.Where, "unknown strategy '" + W.Name + "'",
                Near.empty() ? "here it can be: " + List : "did you mean '" + Near + "'?");
    return;
  }
  bool Answers = W.Name == "busy" || W.Name == "queue";
  if (Answers && R.Sig.isVoid() && !W.Argument.empty())
    Diags.error(W.Where,
                "the function returns nothing, so " + W.Name + " cannot answer " + W.Argument,
                "use skip");
  if (Answers && !R.Sig.isVoid() && W.Argument.empty())
    Diags.error(W.Where, W.Name + " says no answer",
                "write WHILE_RECOVERING(" + W.Name + ", VALUE)");
  bool Calls = W.Name == "reattach" || W.Name == "recorded" || W.Name == "found";
  std::vector<std::string> Words = splitArguments(W.Argument);
  if (Calls && (Words.empty() || !isIdentifier(Words[0])))
    Diags.error(W.Where, W.Name + " needs the name of a shadow's function",
                "write WHILE_RECOVERING(" + W.Name + ", FUNCTION)");
  if (W.Name == "found" && R.Sig.Kind != ResultKind::Pointer && R.Sig.Kind != ResultKind::Signed)
    Diags.error(W.Where, "found cannot tell an answer from none by this result",
                "use reattach, or a function that returns a pointer or an error");
}

static bool hasSeals(const Specs &S, const std::string &Structure) {
  return std::any_of(S.Seals.begin(), S.Seals.end(),
                     [&](const auto &Seal) { return Seal.second.Structure == Structure; });
}

static void checkCall(const Specs &S, const CallSpec &C, Diagnostics &Diags) {
  for (const ObjectSpec &O : C.Tracks)
    checkObject(S, O, O.Once ? "TRACKS_ONCE" : "TRACKS", true, false, Diags);
  for (const ObjectSpec &O : C.Releases)
    checkObject(S, O, "RELEASES", false, false, Diags);
  for (const ObjectSpec &O : C.ReleasesAfter)
    checkObject(S, O, "RELEASES_AFTER", false, false, Diags);
  for (const ObjectSpec &O : C.Locks)
    checkObject(S, O, "LOCKS", false, true, Diags);
  for (const ObjectSpec &O : C.Unlocks)
    checkObject(S, O, "UNLOCKS", false, true, Diags);
  for (const auto *List : {&C.Registers, &C.Unregisters})
    for (const ObjectSpec &O : *List) {
      const char *Word = List == &C.Registers ? "REGISTERS" : "UNREGISTERS";
      checkObject(S, O, Word, false, false, Diags);
      auto It = S.Kinds.find(O.Kind);
      if (It != S.Kinds.end() && !It->second.Lock && !hasSeals(S, It->second.Structure))
        Diags.error(O.Where, std::string(Word) + " of a kind without sealed fields does nothing",
                    "say which fields are the kernel's: SEALS(structure, field)");
    }
  for (const ObjectSpec &O : C.Waits) {
    checkObject(S, O, "WAITS", false, false, Diags);
    auto It = S.Kinds.find(O.Kind);
    if (It != S.Kinds.end() && It->second.Used.empty())
      Diags.error(O.Where, "WAITS of a kind that does not say when it is USED",
                  "make it a UMBRA_KIND_SEALED with USED(" + O.Kind + ", condition)");
  }
  for (const ObjectSpec &O : C.Demands) {
    checkObject(S, O, "DEMANDS", false, false, Diags);
    auto It = S.Kinds.find(O.Kind);
    if (It != S.Kinds.end() && !O.Captured.empty() &&
        (O.Captured.size() > 1 || It->second.Sig.Params.size() < 2))
      Diags.error(O.Where,
                  "DEMANDS compares the first value that is captured, not " +
                      std::to_string(O.Captured.size()),
                  "write DEMANDS(kind, key, value) of a kind that captures one");
  }
  for (const ObjectSpec &O : C.NotYet) {
    checkObject(S, O, "NOT_YET", false, false, Diags);
    for (const ObjectSpec &D : C.Demands)
      if (D.Kind == O.Kind && D.Key == O.Key)
        Diags.error(O.Where, "one call both demands '" + O.Key + "' and refuses it",
                    "drop one of them");
  }
  if (C.Filled && C.Keeps.Kind.empty())
    Diags.error(C.Where, "FILLED without KEEPS", "say what the call KEEPS");
  if (C.Tries && C.Locks.empty())
    Diags.error(C.Where, "TRIES without LOCKS: there is no lock to try", "drop TRIES");
  for (const RangeSpec &G : C.Grants)
    for (const RangeSpec &R : C.Revokes)
      if (G.Start == R.Start)
        Diags.error(R.Where, "one call both grants and revokes '" + R.Start + "'",
                    "drop one of them");
  checkStrategy(C, {"claim", "made", "found", "reattach", "recorded", "skip", "busy"}, Diags);
  bool Made = C.Recovering.Name == "made";
  if ((Made || C.Recovering.Name == "claim") && C.Keeps.Kind.empty())
    Diags.error(C.Recovering.Where, C.Recovering.Name + " without KEEPS",
                "say what the call KEEPS");
  if (Made && C.Sig.Kind != ResultKind::Signed)
    Diags.error(C.Recovering.Where, "made answers 0, which is no success of this function's",
                "use claim");
  if (C.Passes && !C.Recovering.Name.empty())
    Diags.error(C.Recovering.Where,
                "PASSES contradicts WHILE_RECOVERING: a tap that only passes on asks nobody",
                "drop one of them");
  for (const ObjectSpec &T : C.Tracks)
    for (const auto *List : {&C.Releases, &C.ReleasesAfter})
      for (const ObjectSpec &R : *List)
        // What a pointer leads to may be another object before and after; and WHEN may say
        // that none comes after the one before.
        if (T.Kind == R.Kind && T.Key == R.Key && T.Key.find("->") == std::string::npos &&
            C.When.empty())
          Diags.error(R.Where, "one call both tracks and releases " + T.Kind + " '" + T.Key + "'",
                      "drop one of them");
}

/// Does another operation of the same table take such an object in? What one takes,
/// another may give back.
static bool takenBeside(const Specs &S, const EntrySpec &E, const std::string &Kind) {
  return std::any_of(S.Entries.begin(), S.Entries.end(), [&](const auto &Other) {
    const EntrySpec &O = Other.second;
    return &O != &E && O.Structure == E.Structure &&
           std::any_of(O.Takes.begin(), O.Takes.end(),
                       [&](const ObjectSpec &T) { return T.Kind == Kind; });
  });
}

static void checkEntry(const Specs &S, const EntrySpec &E, Diagnostics &Diags) {
  for (const ObjectSpec &O : E.Takes)
    checkObject(S, O, "TAKES", true, false, Diags);
  for (const ObjectSpec &O : E.Returns) {
    checkObject(S, O, "RETURNS", false, false, Diags);
    if (std::none_of(E.Takes.begin(), E.Takes.end(),
                     [&](const ObjectSpec &T) { return T.Kind == O.Kind && T.Key == O.Key; }) &&
        !takenBeside(S, E, O.Kind))
      Diags.error(O.Where, "RETURNS gives back '" + O.Key + "', which nothing takes",
                  "add TAKES(" + O.Kind + ", " + O.Key + ")");
  }
  checkStrategy(E, {"recorded", "drop", "queue", "block", "busy", "skip"}, Diags);
  const StrategySpec &W = E.Recovering;
  if (W.Name == "drop") {
    std::vector<std::string> Parts = splitArguments(W.Argument);
    std::string Kind = Parts.empty() ? "" : Parts[0];
    if (std::none_of(E.Takes.begin(), E.Takes.end(),
                     [&](const ObjectSpec &T) { return T.Kind == Kind; }))
      Diags.error(W.Where, "drop lets go of a '" + Kind + "', which nothing takes",
                  "add TAKES(" + Kind + ", PARAMETER)");
  }
  if (W.Name == "queue" && !E.Records)
    Diags.error(W.Where, "queue without RECORDS: the call would be lost",
                "add RECORDS() and COPIED on what it needs");
  if (E.Held && W.Name.empty())
    Diags.error(E.Where, "HELD without WHILE_RECOVERING: nobody answers meanwhile",
                "say who does, or drop HELD");
  if (!E.Unwound.empty() && E.Sig.isVoid())
    Diags.error(E.Where, "UNWOUND says an answer, but the function returns nothing",
                "drop UNWOUND");
  if (!E.Allows.empty() && E.Sig.isVoid())
    Diags.error(E.Where, "ALLOWS speaks of a result, but the function returns nothing",
                "drop ALLOWS");
  bool Copied = std::any_of(E.Sig.Params.begin(), E.Sig.Params.end(),
                            [](const Param &P) { return P.Copied; });
  if (Copied && !E.Records)
    Diags.error(E.Where, "COPIED without RECORDS: nothing is recorded", "add RECORDS()");
  if (!E.Forgets.empty() && !E.Records)
    Diags.error(E.Where, "FORGETS without RECORDS: there is nothing to forget",
                "add RECORDS(KEY), the key by which it was recorded");
  if (E.Records && E.Sig.Params.empty())
    Diags.error(E.Where, "RECORDS needs a first parameter, the object",
                "drop RECORDS: there is nothing to find the record by");
}

void checkSpecs(const Specs &S, Diagnostics &Diags) {
  for (const auto &[Name, C] : S.Calls)
    checkCall(S, C, Diags);
  for (const auto &[Name, E] : S.Entries)
    checkEntry(S, E, Diags);
}

} // namespace umbra
