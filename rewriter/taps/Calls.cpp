// SPDX-License-Identifier: GPL-2.0-or-later
// Call taps. What is to be done if the driver must unwind comes before what
// the driver would do next, so that nothing is held and forgotten.
#include "taps/Emitter.h"

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

void Emitter::track(const ObjectSpec &O, const std::string &Condition,
                    const std::vector<RangeSpec> *Grants) {
  std::string Call = std::string(O.Once ? "umbra_track_once" : "umbra_track") +
                     "(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");";
  std::vector<std::string> Body;
  bool Holds = Grants && !Grants->empty();
  if (O.Captured.empty() && !brings(O.Kind) && !Holds) {
    Body.push_back(Call);
  } else {
    Body.push_back("struct umbra_object *object = " + Call);
    Body.push_back("");
    for (size_t I = 0; I < O.Captured.size(); I++)
      Body.push_back("object->arg[" + std::to_string(I) + "] = " + word(O.Captured[I]) + ";");
    if (brings(O.Kind))
      Body.push_back("umbra_held(&umbra_domain, object);");
    if (Holds)
      for (const RangeSpec &G : *Grants)
        Body.push_back("umbra_hold(&umbra_domain, object, " + range(G) + ");");
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

static std::string untrack(const ObjectSpec &O, const char *End = ";") {
  return "umbra_untrack(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ")" + End;
}

void Emitter::before(const CallTap &T) {
  const CallSpec *C = T.Spec;
  bool Checks = C ? !C->Passes : T.Kind == Rule::Default;
  if (C && !C->Recovering.Name.empty()) {
    const StrategySpec &W = C->Recovering;
    std::string Return = "return";
    if (W.Name == "reattach" || W.Name == "recorded") {
      std::string Call = W.Argument + "(" + argumentList(T.Sig, "&umbra_domain") + ")";
      shadow(W.Argument, T.Sig, true, false, W.Where);
      L(1, "if (umbra_shadowed(&umbra_domain))" + std::string(T.Sig.isVoid() ? " {" : ""));
      if (T.Sig.isVoid())
        L(2, Call + ";")(2, "return;")(1, "}");
      else
        L(2, "return " + Call + ";");
    } else {
      std::string Value = W.Name == "busy" ? W.Argument
                          : T.Sig.Kind == ResultKind::Signed ? "0"
                                                             : refusedAnswer(T.Sig);
      L(1, "if (umbra_shadowed(&umbra_domain))");
      L(2, T.Sig.isVoid() ? "return;" : "return " + Value + ";");
    }
  } else if (Checks) {
    L(1, "umbra_shadowed(&umbra_domain);");
  }
  if (T.Kind == Rule::Default)
    for (const Param &P : T.Sig.Params)
      if (P.Pointer)
        L(1, "umbra_check_pointer(&umbra_domain, \"" + T.Name + "\", \"" + P.Name + "\", " +
                 (P.Volatile ? "(const void *)" : "") + P.Name + ");");
  if (!C)
    return;
  if (P.Checks) {
    for (const RangeSpec &N : C->Needs)
      L(1, "umbra_check_argument(&umbra_domain, \"" + T.Name + "\", " + range(N) + ");");
    for (const RangeSpec &R : C->Revokes)
      L(1, "umbra_revoke(&umbra_domain, " + range(R) + ");");
    for (const ObjectSpec &O : C->Unregisters)
      L(1, "umbra_registered(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ", 0);");
  }
  for (const std::string &F : C->Before) {
    shadow(F, T.Sig, false, false, C->Where);
    L(1, F + "(" + argumentList(T.Sig, "&umbra_domain") + ");");
  }
  // Of several, the first that the domain holds.
  for (size_t I = 0, N = C->Releases.size(); I < N; I++)
    L(I + 1, (I + 1 < N ? "if (!" : "") + untrack(C->Releases[I], I + 1 < N ? ")" : ";"));
  for (const ObjectSpec &O : C->Unlocks)
    L(1, "umbra_lock_dropped(UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");");
}

void Emitter::after(const CallTap &T) {
  const CallSpec *C = T.Spec;
  if (C) {
    std::string Success = C->When.empty() ? successTest(T.Sig) : C->When;
    // What a call grants belongs to the object that it gives, if it gives one.
    const std::vector<RangeSpec> *Grants = P.Checks ? &C->Grants : nullptr;
    for (const ObjectSpec &O : C->Tracks) {
      track(O, Success, Grants);
      Grants = nullptr;
    }
    if (Grants)
      for (const RangeSpec &G : *Grants)
        guarded(Success, {"umbra_grant(&umbra_domain, " + range(G) + ");"});
    if (P.Checks)
      for (const ObjectSpec &O : C->Registers)
        guarded(Success, {"umbra_registered(&umbra_domain, UMBRA_K_" + O.Kind + ", " +
                          word(O.Key) + ", 1);"});
    std::vector<std::string> Released;
    for (size_t I = 0, N = C->ReleasesAfter.size(); I < N; I++)
      Released.push_back(std::string(I, '\t') + (I + 1 < N ? "if (!" : "") +
                         untrack(C->ReleasesAfter[I], I + 1 < N ? ")" : ";"));
    if (!Released.empty())
      guarded(Success, Released);
    std::string Locked = !C->When.empty() ? C->When : T.Sig.isVoid() ? "" : "result";
    for (const ObjectSpec &O : C->Locks)
      guarded(Locked, {"umbra_lock_taken(UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");"});
    for (const std::string &F : C->After) {
      shadow(F, T.Sig, false, true, C->Where);
      std::string First = T.Sig.isVoid() ? "&umbra_domain" : "&umbra_domain, result";
      guarded(Success, {F + "(" + argumentList(T.Sig, First) + ");"});
    }
  }
  // After, too: a thread that slept in the kernel may belong to an
  // incarnation that has failed meanwhile.
  bool Checks = C ? !C->Passes : T.Kind == Rule::Default;
  if (Checks && !T.Sig.NoReturn)
    L(1, "umbra_shadowed(&umbra_domain);");
}

void Emitter::callTap(const CallTap &T) {
  L(0, "")(0, callComment(T));
  bool Words = T.Spec && (!T.Spec->Tracks.empty() || !T.Spec->After.empty() || (P.Checks && !T.Spec->Needs.empty()));
  if (T.Sig.Variadic && !Words) {
    variadicTap(T);
    return;
  }
  // Flattened: a header's inlines must not end up in the driver's section.
  L(0, wrapDeclaration((T.Function->Inline ? "UMBRA_TAP __flatten " : "UMBRA_TAP ") +
                       prototype(T.Sig, "umbra_call_" + T.Name)))(0, "{");
  std::string Call = T.Name + "(" + argumentList(T.Sig);
  if (T.Sig.Variadic) {
    // Eight words are more than any call that is tracked has.
    L(1, "unsigned long word[8];")(1, "va_list list;");
    for (int I = 0; I < 8; I++)
      Call += ", word[" + std::to_string(I) + "]";
  }
  Call += ");";
  std::string Body = std::move(L.Text);
  L.Text.clear();
  before(T);
  std::string Before = std::move(L.Text);
  L.Text.clear();
  after(T);
  std::string After = std::move(L.Text);
  L.Text = std::move(Body);
  bool Result = !T.Sig.isVoid() && !After.empty();
  if (Result)
    L(1, declare(T.Sig.Result, "result") + ";");
  if (Result || T.Sig.Variadic)
    L(0, "");
  L.Text += Before;
  if (T.Sig.Variadic) {
    const std::string &Last = T.Sig.Params.empty() ? "" : T.Sig.Params.back().Name;
    L(1, "va_start(list, " + Last + ");");
    L(1, "for (int i = 0; i < 8; i++)")(2, "word[i] = va_arg(list, unsigned long);");
    L(1, "va_end(list);");
  }
  if (T.Sig.isVoid())
    L(1, Call);
  else
    L(1, (Result ? "result = " : "return ") + Call);
  L.Text += After;
  if (Result)
    L(1, "return result;");
  L(0, "}");
}

} // namespace umbra
