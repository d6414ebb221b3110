// SPDX-License-Identifier: GPL-2.0-or-later
// Call taps. What is to be done if the driver must unwind comes before what
// the driver would do next, so that nothing is held and forgotten.
#include "specs/Words.h"
#include "taps/Emitter.h"

#include <algorithm>

namespace umbra {

std::string Emitter::callComment(const CallTap &T) const {
  switch (T.Kind) {
  case Rule::Written:
    return "/* written: " + S.shortPlace(T.Spec->Where) + " */";
  case Rule::Inferred:
    return "/* inferred: an inline of " + kernelPath(T.Function->Where.File) + " that " +
           T.Function->Effect + " */";
  case Rule::Default:
    break;
  }
  return "/* default rule */";
}

void Emitter::guarded(const std::string &Condition, const std::vector<std::string> &Body) {
  unsigned Indent = 1;
  if (!Condition.empty() && Condition != "1") {
    L(1, "if (" + Condition + ")" + (Body.size() > 1 ? " {" : ""));
    Indent = 2;
  } else if (Body.size() > 1 && Body[0].compare(0, 7, "struct ") == 0) {
    L(1, "{");
    Indent = 2;
  }
  for (const std::string &B : Body)
    L(B.empty() ? 0 : Indent, B);
  if (Indent == 2 && Body.size() > 1)
    L(1, "}");
}

bool Emitter::brings(const std::string &Kind) const {
  const KindSpec &K = S.Kinds.at(Kind);
  return P.Checks && (K.Sealed || !K.Lies.empty() || S.governs(K.Structure));
}

static std::string range(const RangeSpec &R) {
  return "(const void *)" + parenthesized(R.Start) + ", " + R.Bytes;
}

/// How much memory lies at the object's key, if what is captured says so.
static std::string bytesAtKey(const KindSpec &K, const ObjectSpec &O) {
  const std::vector<Param> &Params = K.Sig.Params;
  if (Params.empty() || K.Lies != Params[0].Name)
    return "";
  for (size_t I = 0; I < O.Captured.size() && I + 1 < Params.size(); I++)
    if (Params[I + 1].Name == K.LiesBytes)
      return O.Captured[I];
  return "";
}

void Emitter::track(const ObjectSpec &O, const std::string &Condition,
                    const std::vector<RangeSpec> *Grants, const std::string &HandedOver) {
  std::string Bytes = P.Checks && !O.Once ? bytesAtKey(S.Kinds.at(O.Kind), O) : "";
  std::string Call = std::string(O.Once           ? "umbra_track_once"
                                 : !Bytes.empty() ? "umbra_track_memory"
                                                  : "umbra_track") +
                     "(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) +
                     (Bytes.empty() ? "" : ", " + word(Bytes)) + ");";
  std::vector<std::string> Body;
  bool Holds = Grants && !Grants->empty(), Kept = S.Kinds.at(O.Kind).Kept;
  if (O.Captured.empty() && !brings(O.Kind) && !Holds && !Kept && HandedOver.empty()) {
    Body.push_back(Call);
  } else {
    Body.push_back("struct umbra_object *object = " + Call);
    Body.push_back("");
    for (size_t I = 0; I < O.Captured.size(); I++)
      Body.push_back("object->arg[" + std::to_string(I) + "] = " + word(O.Captured[I]) + ";");
    if (Kept)
      Body.push_back("object->stamp = umbra_began;");
    if (brings(O.Kind))
      Body.push_back(std::string(S.Kinds.at(O.Kind).Lies.empty() ? "umbra_held" : "umbra_met") +
                     "(&umbra_domain, object);");
    if (Holds)
      for (const RangeSpec &G : *Grants)
        Body.push_back("umbra_hold(&umbra_domain, object, " + range(G) + ");");
    if (!HandedOver.empty())
      Body.push_back("umbra_handed_over(&umbra_domain, object, " + HandedOver + ");");
  }
  guarded(Condition, Body);
}

void Emitter::variadicTap(const CallTap &T) {
  // The arguments cannot be named, but they are all in place for a jump.
  std::string Tap = "umbra_call_" + T.Name;
  L(0, "asm(\".pushsection .text.umbra,\\\"ax\\\",@progbits\\n\"");
  L(0, "    \".globl " + Tap + "\\n.type " + Tap + ", @function\\n\"");
  L(0, "    \"" + Tap + ": jmp " + T.Name + "\\n\"");
  L(0, "    \".size " + Tap + ", . - " + Tap + "\\n.popsection\");");
}

static std::string untrack(const ObjectSpec &O) {
  return "umbra_untrack(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ")";
}

/// Of several, the first that the domain holds; from the From-th on. Miss: if it holds none.
static std::vector<std::string> releases(const std::vector<ObjectSpec> &List, size_t From = 0,
                                         const std::string &Miss = "") {
  std::vector<std::string> Body;
  for (size_t I = From, N = List.size(); I < N; I++) {
    bool Asks = I + 1 < N || !Miss.empty();
    Body.push_back(std::string(I - From, '\t') +
                   (!Asks       ? ""
                    : I + 1 < N ? "if (!"
                                : "if (unlikely(!") +
                   untrack(List[I]) +
                   (!Asks       ? ";"
                    : I + 1 < N ? ")"
                                : "))"));
    if (Asks && I + 1 == N)
      Body.push_back(std::string(I - From + 1, '\t') + Miss);
  }
  return Body;
}

/// Is it the key of an object that the call itself works on? Then there is one.
static bool keyed(const CallSpec &C, const std::string &Name) {
  auto Is = [&](const ObjectSpec &O) { return O.Key == Name; };
  return std::any_of(C.Locks.begin(), C.Locks.end(), Is) ||
         std::any_of(C.Unlocks.begin(), C.Unlocks.end(), Is) ||
         std::any_of(C.Tracks.begin(), C.Tracks.end(),
                     [&](const ObjectSpec &O) { return O.Once && Is(O); });
}

/// Looks at a pointer before the kernel's function does.
void Emitter::pointer(const CallTap &T, const Param &A) {
  using How = PointerSpec::How;
  const CallSpec *C = T.Spec;
  bool Typed = !A.VoidPointer && !A.FunctionPointer;
  std::string Flags = "0", Unless;
  if (!C) {
    if (!Typed || A.Structure.empty()) // may be a device's registers
      Flags = "UMBRA_POINTER_UNSEEN";
  } else if (auto Said = C->Pointers.find(A.Name); Said != C->Pointers.end()) {
    if (Said->second.Look == How::Opaque)
      return;
    if (Said->second.Look == How::Exists)
      Flags = "UMBRA_POINTER_EXISTS";
    Unless = Said->second.Unless;
  } else if (C->Passes || !Typed) {
    return; // a void pointer may be anything
  } else if (keyed(*C, A.Name)) {
    Flags = "UMBRA_POINTER_EXISTS";
  }
  std::string Check =
      "umbra_check_pointer(\"" + T.Name + "\", \"" + A.Name + "\", " + A.Name + ", " + Flags + ");";
  if (!Unless.empty())
    L(1, "if (!(" + Unless + "))");
  L(Unless.empty() ? 1 : 2, Check);
}

/// The restarted driver gets what the call KEEPS; `result` is the object there.
void Emitter::claim(const CallTap &T) {
  const KeepSpec &K = T.Spec->Keeps;
  if (T.Spec->Recovering.Name == "made") {
    // What has not been made, the call makes.
    L(1, "if (umbra_shadowed(&umbra_domain)) {");
    L(2, "__typeof__(" + K.Object + ") result = umbra_claim_object(&umbra_domain, \"" + K.Kind +
             "\", " + K.Owner + ", " + K.Name + ");");
    L(0, "")(2, "if (result) {");
    if (!T.Spec->Recovering.Argument.empty())
      L(3, T.Spec->Recovering.Argument + ";");
    L(3, "return 0;")(2, "}")(1, "}");
    return;
  }
  L(1, "if (umbra_shadowed(&umbra_domain)) {");
  L(2, (K.out().empty() ? declare(T.Sig.Result, "result") : "__typeof__(" + K.Object + ") result") +
           " = umbra_claim_object(&umbra_domain, \"" + K.Kind + "\", " + K.Owner + ", " + K.Name +
           ");");
  L(0, "")(2, "if (!result)")(3, K.out().empty() ? "return NULL;" : "return -ENODEV;");
  if (!T.Spec->Recovering.Argument.empty())
    L(2, T.Spec->Recovering.Argument + ";");
  if (!K.out().empty())
    L(2, "if (" + K.out() + ")")(3, K.Object + " = result;");
  L(2, K.out().empty() ? "return result;" : "return 0;")(1, "}");
}

static std::string about(const CallTap &T, const ObjectSpec &O) {
  return "(&umbra_domain, \"" + T.Name + "\", UMBRA_K_" + O.Kind + ", " + word(O.Key) + ")";
}

/// Is what the call releases what it demands? Then that is seen when it is given up.
static const ObjectSpec *demanded(const CallSpec &C) {
  for (const ObjectSpec &D : C.Demands)
    for (const ObjectSpec &R : C.Releases)
      if (D.Kind == R.Kind && D.Key == R.Key)
        return &D;
  return nullptr;
}

/// What the driver owes the kernel when it calls.
void Emitter::owed(const CallTap &T) {
  const CallSpec &C = *T.Spec;
  const std::string First = "(&umbra_domain, \"" + T.Name + "\"";
  if (!C.Sleeps.empty())
    guarded(C.Sleeps, {"umbra_check_sleep" + First + ");"});
  if (!C.Tries)
    for (const ObjectSpec &O : C.Locks)
      if (S.Kinds.at(O.Kind).LockOnce)
        L(1, "umbra_check_lock" + about(T, O) + ";");
  for (const ObjectSpec &O : C.Demands) {
    if (&O != demanded(C))
      L(1, "umbra_check_held" + about(T, O) + ";");
    if (!O.Captured.empty())
      L(1, "umbra_check_from" + First + ", UMBRA_K_" + O.Kind + ", " + word(O.Key) + ", " +
               word(O.Captured[0]) + ");");
  }
  for (const ObjectSpec &O : C.NotYet)
    L(1, "umbra_check_absent" + about(T, O) + ";");
  for (const RangeSpec &R : C.Below)
    L(1, "umbra_check_below" + First + ", " + R.Start + ", " + R.Bytes + ");");
  for (const RangeSpec &R : C.Owns)
    L(1, "umbra_check_own" + First + ", " + range(R) + ");");
  for (const RangeSpec &R : C.Reads)
    L(1, "umbra_check_read" + First + ", " + range(R) + ");");
  for (const RangeSpec &R : C.Users)
    L(1, "umbra_check_user" + First + ", " + range(R) + ");");
  for (const RangeSpec &R : C.GivesDevice)
    L(1, "umbra_check_device" + First + ", " + range(R) + ");");
  for (const RangeSpec &R : C.InUse)
    L(1, "umbra_check_in_use" + First + ", " + range(R) + ");");
  for (const RangeSpec &R : C.Io)
    L(1, "umbra_check_io" + First + ", " + range(R) + ");");
}

/// Where the kernel will find functions of what it is given there.
Emitter::Handed Emitter::handed(const CallTap &T, unsigned I) const {
  const Param &A = T.Sig.Params[I];
  const CallSpec *C = T.Spec;
  bool Named = !T.Computed.count(I);
  if (A.Called && !Named && !(C && C->Passes))
    return {"", A.Called};
  std::string Of = A.ListOf.empty() ? A.Structure : listOf(A.ListOf);
  auto Found = P.Targets.find(Of);
  if (Found == P.Targets.end() || Found->second.empty())
    return {};
  bool Says = C ? C->Calls.count(A.Name) : A.ListOf.empty() && seemsToRegister(T);
  bool Leads = std::any_of(Found->second.begin(), Found->second.end(),
                           [](const Target &To) { return !To.Structure.empty(); });
  if (Says || (A.Table && !S.governs(A.Structure) && !(C && C->Passes) && (!Named || Leads)))
    return {Of, 0};
  return {};
}

/// What holds functions for as long as the object is held, which is not sealed as a whole: "" or
/// the table of where they are, and the structure.
std::string Emitter::handedOver(const CallTap &T) const {
  for (unsigned I = 0; P.Checks && I < T.Sig.Params.size(); I++) {
    const Param &A = T.Sig.Params[I];
    std::string Of = handed(T, I).In;
    if (Of.empty())
      continue;
    const std::vector<Target> &To = P.Targets.at(Of);
    if (!S.seals(A.Structure) || std::any_of(To.begin(), To.end(), [](const Target &Each) {
          return !Each.Structure.empty();
        }))
      return "&umbra_targets_" + Of + ", " + A.Name;
  }
  return "";
}

std::string Emitter::handsTo(const CallTap &T) const {
  std::string Over = T.Spec && !T.Spec->HandsTo.empty() ? handedOver(T) : "";
  return Over.empty() ? ""
                      : "umbra_handed_to(&umbra_domain, " + T.Spec->HandsTo + ", " + Over + ");";
}

/// The same of a call that a shadow answers: what it would track is held already.
std::string Emitter::handsAgain(const CallTap &T) const {
  if (std::string To = handsTo(T); !To.empty() || T.Spec->Tracks.empty())
    return To;
  const ObjectSpec &O = T.Spec->Tracks[0];
  std::string Over = handedOver(T);
  return Over.empty() ? ""
                      : "umbra_handed_again(&umbra_domain, UMBRA_K_" + O.Kind + ", " +
                            word(O.Key) + ", " + Over + ");";
}

/// Looks at what is handed to the kernel. Again: what that has linked, it has filled in as well.
void Emitter::looksAt(const CallTap &T, unsigned Indent, bool Again) {
  if (P.Checks)
    for (unsigned I = 0; I < T.Sig.Params.size(); I++)
      if (Handed To = handed(T, I);
          To.Type || (!To.In.empty() && !(Again && S.Links.count(To.In))))
        L(Indent, "umbra_check_handed(\"" + T.Name + "\", " + T.Sig.Params[I].Name + ", " +
                      (To.Type ? "NULL, " + hexadecimal(To.Type)
                               : "&umbra_targets_" + To.In + ", 0") +
                      ");");
  if (P.Checks && T.Spec && !T.Spec->Lives.empty())
    L(Indent, "umbra_filling(&umbra_domain, \"" + T.Name + "\", " + T.Spec->Lives + ");");
}

/// Where functions are in what the call keeps and the driver fills in: the structure, or "".
std::string Emitter::filled(const CallTap &T) const {
  if (!P.Checks || !T.Spec || !T.Spec->Filled)
    return "";
  auto Found = P.Targets.find(T.Spec->Keeps.Kind);
  return Found == P.Targets.end() || Found->second.empty() ? "" : Found->first;
}

/// What a call that no spec knows may have given: the driver may give it back.
void Emitter::gifts(const CallTap &T) {
  if (!P.Checks || T.Spec || T.Kind != Rule::Default)
    return;
  if (T.Sig.Kind == ResultKind::Pointer)
    L(1, "umbra_gift(&umbra_domain, (const void *)result);");
  for (const Param &A : T.Sig.Params)
    if (A.Pointer && A.Writable && A.Type.find("**") != std::string::npos)
      L(1, "if (" + A.Name + ")")(2, "umbra_gift(&umbra_domain, (const void *)*" + A.Name + ");");
}

/// What an inline will store, where its spec does not ask. Once for each parameter; its own
/// pointers are the kernel's only in an object that is held.
void Emitter::stores(const CallTap &T) {
  std::map<const Param *, StoredPlace> Asked;
  std::map<std::string, std::string> At; // and the pointers that it is read through
  for (const StoredPlace &To : storedPlaces(P, S, T)) {
    if (!To.At.empty()) {
      std::string &Through = At[To.At] = "";
      for (const std::string &Each : To.Behind)
        Through += (Through.empty() ? "" : " && ") + Each;
    } else if (To.Through && !To.By.empty() && To.By != "its spec") {
      Asked.emplace(To.Through, To).first->second.Held |= To.Held;
    }
  }
  for (const Param &A : T.Sig.Params) {
    auto It = Asked.find(&A);
    if (It == Asked.end())
      continue;
    const StoredPlace &To = It->second;
    // Of what nobody knows more of, as a number or an incomplete structure, the begin.
    bool Begin = To.By == "umbra_check_in_use" && !A.Writable;
    std::string Bytes = A.StoredBytes >= 0 ? T.Sig.Params[A.StoredBytes].Name
                        : Begin            ? "1"
                                           : "sizeof(*" + A.Name + ")";
    std::string Check = To.By + "(&umbra_domain, \"" + T.Name + "\", ";
    if (!To.Kind.empty())
      Check += "UMBRA_K_" + To.Kind + ", \"" + To.Structure + "\", " + To.Object + ", " +
               (To.Held ? "0" : Bytes) + ");";
    else if (!To.Device.empty())
      Check += "(const void *)" + A.Name + ", (const void *)&" + A.Name + "->" + To.Device + ");";
    else
      Check += "(const void *)" + A.Name + ", " + Bytes + ");";
    L(1, Check);
  }
  for (const auto &[Place, Through] : At)
    guarded(Through, {"umbra_check_in_use(&umbra_domain, \"" + T.Name + "\", (const void *)" +
                      Place + ", sizeof(*" + Place + "));"});
}

void Emitter::before(const CallTap &T) {
  const CallSpec *C = T.Spec;
  bool Checks = C ? !C->Passes : T.Kind == Rule::Default;
  if (C && !C->Recovering.Name.empty()) {
    const StrategySpec &W = C->Recovering;
    std::string Return = "return";
    if (W.Name == "claim" || W.Name == "made") {
      claim(T);
    } else if (W.Name == "reattach" || W.Name == "recorded") {
      std::string Call = ask(W.Argument, T.Sig, true, false, W.Where);
      std::string Again = W.Name == "reattach" ? handsAgain(T) : "";
      bool Long = T.Sig.isVoid() || !Again.empty();
      L(1, "if (umbra_shadowed(&umbra_domain))" + std::string(Long ? " {" : ""));
      if (Long && !T.Sig.isVoid())
        L(2, declare(T.Sig.Result, "result") + ";")(0, "");
      if (!Again.empty())
        looksAt(T, 2, true);
      if (T.Sig.isVoid()) {
        L(2, Call + ";");
        if (!Again.empty())
          L(2, Again);
        L(2, "return;")(1, "}");
      } else if (Long) {
        L(2, "result = " + Call + ";");
        L(2, "if (" + success(T) + ")")(3, Again)(2, "return result;")(1, "}");
      } else {
        L(2, "return " + Call + ";");
      }
    } else if (W.Name == "found") {
      // No object, no answer: it is made, as the first time.
      L(1, "if (umbra_shadowed(&umbra_domain)) {");
      L(2, declare(T.Sig.Result, "found") + " = " + ask(W.Argument, T.Sig, true, false, W.Where) +
               ";");
      L(0, "")
      (2, std::string("if (found") + (T.Sig.Kind == ResultKind::Pointer ? ")" : " != -ENOENT)"));
      L(3, "return found;")(1, "}");
    } else {
      std::string Value = W.Name == "busy"                   ? W.Argument
                          : T.Sig.Kind == ResultKind::Signed ? "0"
                                                             : refusedAnswer(T.Sig);
      // What is there already is the kernel's again.
      std::string Over = handsAgain(T);
      L(1, std::string("if (umbra_shadowed(&umbra_domain))") + (Over.empty() ? "" : " {"));
      if (!Over.empty()) {
        looksAt(T, 2, true);
        L(2, Over);
      }
      L(2, T.Sig.isVoid() ? "return;" : "return " + Value + ";");
      if (!Over.empty())
        L(1, "}");
    }
  } else if (Checks) {
    L(1, "umbra_shadowed(&umbra_domain);");
  }
  if (T.Kind != Rule::Inferred)
    for (const Param &P : T.Sig.Params)
      if (P.Pointer)
        pointer(T, P);
  looksAt(T, 1, false);
  if (P.Checks && T.Function->Inline)
    stores(T);
  if (P.Checks && C)
    for (const Param &A : T.Sig.Params)
      if (auto Each = C->Calls.find(A.Name); Each != C->Calls.end() && !Each->second.empty()) {
        L(1, "for (unsigned int i = 0; " + A.Name + " && i < " + Each->second + "; i++)");
        L(2, "umbra_check_handed(\"" + T.Name + "\", " + A.Name + "[i], NULL, " +
                 hexadecimal(A.CalledEach) + ");");
      }
  if (!C)
    return;
  if (P.Checks) {
    owed(T);
    for (const RangeSpec &N : C->Needs)
      L(1, "umbra_check_argument(&umbra_domain, \"" + T.Name + "\", " + range(N) + ");");
    for (const RangeSpec &R : C->Revokes)
      L(1, "umbra_revoke(&umbra_domain, " + range(R) + ");");
    for (const ObjectSpec &O : C->Unregisters)
      L(1, "umbra_registered(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ", 0);");
  }
  if (!C->Loses.empty())
    L(1, "umbra_forget_object(&umbra_domain, " + C->Loses + ");");
  if (!C->Manages.empty())
    L(1, "umbra_devres_aside(&umbra_domain, " + C->Manages + ");");
  for (const std::string &F : C->Before)
    L(1, ask(F, T.Sig, false, false, C->Where) + ";");
}

/// The call itself and what comes after it, in a tap or in what is left of one.
void Emitter::call(const CallTap &T, bool Result) {
  if (T.Spec)
    for (const ObjectSpec &O : T.Spec->Unlocks)
      L(1, "umbra_lock_dropped(UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");");
  std::string Call = T.Name + "(" + argumentList(T.Sig);
  if (T.Spec && !T.Spec->Instead.empty()) {
    shadow(T.Spec->Instead, T.Sig, true, false, T.Spec->Where);
    Call = T.Spec->Instead + "(" + argumentList(T.Sig, "&umbra_domain");
  }
  bool Listed = T.Spec && !T.Spec->Listed.empty();
  if (Listed) {
    Call = T.Spec->Listed + "(" + argumentList(T.Sig) + ", list";
  } else if (T.Sig.Variadic) {
    // Eight words are more than any call that is tracked has.
    for (int I = 0; I < 8; I++)
      Call += ", word[" + std::to_string(I) + "]";
    const std::string &Last = T.Sig.Params.empty() ? "" : T.Sig.Params.back().Name;
    L(1, "va_start(list, " + Last + ");");
    L(1, "for (int i = 0; i < 8; i++)")(2, "word[i] = va_arg(list, unsigned long);");
    L(1, "va_end(list);");
  }
  L(1, (T.Sig.isVoid() ? "" : Result ? "result = " : "return ") + Call + ");");
  if (Listed)
    L(1, "va_end(list);");
}

std::string Emitter::success(const CallTap &T) const {
  return !T.Spec->When.empty() ? T.Spec->When : successTest(T.Sig);
}

/// What follows ReleasesAfter.
void Emitter::last(const CallTap &T) {
  const CallSpec *C = T.Spec;
  if (C) {
    std::string Locked = !C->When.empty() ? C->When : T.Sig.isVoid() ? "" : "result";
    for (const ObjectSpec &O : C->Locks)
      guarded(Locked, {"umbra_lock_taken(UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");"});
    if (const KeepSpec &K = C->Keeps; !K.Kind.empty())
      guarded(success(T) + (K.out().empty() ? "" : " && " + K.out()),
              {"umbra_keep_object(&umbra_domain, \"" + K.Kind + "\", " + K.Object + ", " + K.Owner +
               ", " + K.Name + ");"});
    if (std::string Of = filled(T); !Of.empty())
      guarded(success(T), {"umbra_keep_targets(&umbra_domain, " + C->Keeps.Object +
                           ", &umbra_targets_" + Of + ");"});
    if (std::string Over = handsTo(T); !Over.empty())
      guarded(successTest(T.Sig), {Over});
    if (P.Checks && !C->Lives.empty())
      guarded(success(T), {"umbra_filled(&umbra_domain, " + C->Lives + ");"});
    // What a call grants belongs to the object that it keeps, if it tracks none.
    if (P.Checks && !C->Keeps.Kind.empty() && C->Tracks.empty())
      for (const RangeSpec &G : C->Grants)
        guarded(success(T),
                {"umbra_keep_grants(&umbra_domain, " + C->Keeps.Object + ", " + range(G) + ");"});
    for (const std::string &F : C->After)
      guarded(success(T), {ask(F, T.Sig, false, true, C->Where) + ";"});
    if (!C->Manages.empty())
      L(1, "umbra_devres_back(&umbra_domain, " + C->Manages + ");");
  }
  // After, too: a thread that slept in the kernel may belong to an
  // incarnation that has failed meanwhile.
  bool Checks = C ? !C->Passes : T.Kind == Rule::Default;
  if (Checks && !T.Sig.NoReturn)
    L(1, "umbra_shadowed(&umbra_domain);");
}

std::string Emitter::take() {
  std::string Text = std::move(L.Text);
  L.Text.clear();
  return Text;
}

/// The rest of a tap whose object was not the likeliest kind: a function of its
/// own, so that the tap keeps no register for it. Returns the call of it.
std::string Emitter::rest(const CallTap &T, const std::string &Suffix, const std::string &Body,
                          bool Result) {
  Signature Sig = T.Sig;
  Sig.Params.clear();
  if (Result) {
    Param R;
    R.Name = "result";
    R.Type = T.Sig.Result;
    Sig.Params.push_back(R);
  }
  for (const Param &P : T.Sig.Params)
    if (containsWord(Body, P.Name))
      Sig.Params.push_back(P);
  std::string Name = "umbra_" + Suffix + "_" + T.Name;
  L(0, wrapDeclaration("static UMBRA_TAP __cold __flatten " + prototype(Sig, Name)))(0, "{");
  L.Text += Body;
  L(0, "}")(0, "");
  return Name + "(" + argumentList(Sig) + ");";
}

void Emitter::callTap(const CallTap &T) {
  L(0, "")(0, callComment(T));
  // A variadic call that only is checked cannot be passed on by a jump.
  bool Words = T.Spec && (!T.Spec->Tracks.empty() || !T.Spec->After.empty() ||
                          (P.Checks && !(T.Spec->Needs.empty() && T.Spec->Listed.empty())));
  if (T.Sig.Variadic && !Words) {
    variadicTap(T);
    return;
  }
  const CallSpec *C = T.Spec;
  std::string Text = take();
  gifts(T);
  last(T);
  std::string Last = take();
  bool Listed = C && !C->Listed.empty();
  bool Result =
      !T.Sig.isVoid() &&
      (!Last.empty() || Listed || (C && !(C->Tracks.empty() && C->ReleasesAfter.empty())) ||
       (C && P.Checks && !(C->Grants.empty() && C->Registers.empty() && C->Waits.empty())));
  std::string Return = Result ? "\treturn result;\n" : "";
  std::string Declare = Result ? "\t" + declare(T.Sig.Result, "result") + ";\n" : "";
  if (T.Sig.Variadic)
    Declare += std::string(Listed ? "" : "\tunsigned long word[8];\n") + "\tva_list list;\n";
  auto Keeps = [&](const ObjectSpec &O) { return S.Kinds.at(O.Kind).Kept; };
  // Older than what the kernel has the driver make meanwhile, so let go of after that.
  if (C && std::any_of(C->Tracks.begin(), C->Tracks.end(), Keeps))
    Declare += "\tunsigned long umbra_began = umbra_next_stamp(&umbra_domain);\n";
  if (!Declare.empty())
    Declare += "\n";
  if (Listed)
    Declare += "\tva_start(list, " + T.Sig.Params.back().Name + ");\n";

  // ... call, track, release
  auto Unlikely = [&](const std::vector<ObjectSpec> &List, std::string Condition,
                      const std::string &Rest) {
    if (Condition.find("||") != std::string::npos || Condition.find('?') != std::string::npos)
      Condition = "(" + Condition + ")";
    L(1, "if (" + (Condition.empty() ? "" : Condition + " && ") + "unlikely(!" + untrack(List[0]) +
             "))" + (T.Sig.isVoid() ? " {" : ""));
    if (T.Sig.isVoid())
      L(2, Rest)(2, "return;")(1, "}");
    else
      L(2, "return " + Rest);
  };
  call(T, Result);
  if (C) {
    // What a call grants belongs to the object that it gives, if it gives one.
    const std::vector<RangeSpec> *Grants = P.Checks ? &C->Grants : nullptr;
    for (const ObjectSpec &O : C->Tracks) {
      track(O, success(T), Grants, Grants ? handedOver(T) : "");
      Grants = nullptr;
    }
    if (Grants && C->Keeps.Kind.empty())
      for (const RangeSpec &G : *Grants)
        guarded(success(T), {"umbra_grant(&umbra_domain, " + range(G) + ");"});
    if (P.Checks)
      for (const ObjectSpec &O : C->Registers)
        guarded(success(T), {"umbra_registered(&umbra_domain, UMBRA_K_" + O.Kind + ", " +
                             word(O.Key) + ", 1);"});
    if (P.Checks)
      for (const ObjectSpec &O : C->Waits)
        guarded(success(T),
                {"umbra_waits_in(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");"});
    if (C->ReleasesAfter.size() == 1 || (T.Sig.Variadic && !C->ReleasesAfter.empty())) {
      guarded(success(T), releases(C->ReleasesAfter));
    } else if (C->ReleasesAfter.size() > 1) {
      std::string Done = take();
      for (const std::string &Line : releases(C->ReleasesAfter, 1))
        L(1, Line);
      std::string Body = take() + Last + Return;
      L.Text = std::move(Text);
      std::string Rest = rest(T, "settle", Body, Result);
      Text = take();
      L.Text = std::move(Done);
      Unlikely(C->ReleasesAfter, success(T), Rest);
    }
  }
  std::string Main = take() + Last + Return;

  before(T);
  std::string Miss;
  if (const ObjectSpec *D = C && P.Checks ? demanded(*C) : nullptr)
    Miss = "umbra_missing" + about(T, *D) + ";";
  if (C && (C->Releases.size() == 1 || T.Sig.Variadic)) {
    for (const std::string &Line : releases(C->Releases, 0, Miss))
      L(1, Line);
  } else if (C && C->Releases.size() > 1) {
    std::string Done = take();
    for (const std::string &Line : releases(C->Releases, 1, Miss))
      L(1, Line);
    std::string Body = Declare + take() + Main;
    L.Text = std::move(Text);
    std::string Rest = rest(T, "finish", Body, false);
    Text = take();
    L.Text = std::move(Done);
    Unlikely(C->Releases, "", Rest);
  }
  std::string Before = take();

  // Flattened: a header's inlines must not end up in the driver's section.
  L.Text = std::move(Text);
  // What is not called with every packet may be short instead of fast.
  bool Seldom = C ? !C->Passes : T.Kind == Rule::Default;
  L(0, wrapDeclaration(std::string("UMBRA_TAP ") + (Seldom ? "__cold " : "") +
                       (T.Function->Inline ? "__flatten " : "") +
                       prototype(T.Sig, "umbra_call_" + T.Name)))
  (0, "{");
  L.Text += Declare + Before + Main;
  L(0, "}");
}

} // namespace umbra
