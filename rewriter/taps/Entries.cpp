// SPDX-License-Identifier: GPL-2.0-or-later
// Entry taps: the frame, the driver's function, the answer if it cannot be
// asked or has failed.
#include "specs/Words.h"
#include "taps/Emitter.h"

namespace umbra {

static std::string cast(const Signature &S, const std::string &Value) {
  return "(" + bareType(S.Result) + ")" + parenthesized(Value);
}

std::string Emitter::answer(const EntryTap &E, Why Because) const {
  const EntrySpec *Spec = E.Spec;
  if (E.Sig.isVoid())
    return "";
  // Not "busy", or it would be asked again; nor as if it had been done.
  if (Because == Why::Refused && E.Sig.Kind == ResultKind::Signed)
    return refusedAnswer(E.Sig);
  // Without a strategy there is no other answer.
  if (Spec && !Spec->Unwound.empty() && (Because != Why::Away || Spec->Recovering.Name.empty()))
    return cast(E.Sig, Spec->Unwound);
  if (Spec) {
    const StrategySpec &W = Spec->Recovering;
    if (W.Name == "busy" || W.Name == "queue")
      return cast(E.Sig, W.Argument);
    if (W.Name == "drop") {
      std::vector<std::string> Parts = splitArguments(W.Argument);
      return Parts.size() > 1 ? cast(E.Sig, Parts[1]) : "0";
    }
    if (W.Name == "skip" && E.Sig.Kind == ResultKind::Signed)
      return "0";
  }
  return refusedAnswer(E.Sig);
}

void Emitter::record(const EntryTap &E, unsigned Indent) {
  std::string Copied, Sizes;
  unsigned N = 0;
  for (const Param &P : E.Sig.Params)
    if (P.Copied) {
      Copied += (N ? ", " : "") + std::string(P.Pointer ? "" : "&") + P.Name;
      Sizes += (N ? ", " : "") + (!P.CopiedBytes.empty() ? P.CopiedBytes
                                  : P.Pointer            ? "sizeof(*" + P.Name + ")"
                                                         : "sizeof(" + P.Name + ")");
      N++;
    }
  const std::string &Key = E.Spec->RecordKey;
  std::string Args = "&umbra_domain, &site, (void *)" + E.Sig.Params[0].Name + ", " +
                     (Key.empty() ? "0" : word(Key));
  if (!E.Spec->Forgets.empty()) {
    L(Indent, "if (" + E.Spec->Forgets + ") {");
    L(Indent + 1, "umbra_forget(" + Args + ");");
    L(Indent, "} else {");
    record(Args, Copied, Sizes, N, Indent + 1);
    L(Indent, "}");
  } else {
    record(Args, Copied, Sizes, N, Indent);
  }
}

void Emitter::record(const std::string &Args, const std::string &Copied, const std::string &Sizes,
                     unsigned N, unsigned Indent) {
  if (N) {
    L(Indent, "const void *const copied[] = { " + Copied + " };");
    L(Indent, "const unsigned int sizes[] = { " + Sizes + " };")(0, "");
    L(Indent, "umbra_record(" + Args + ", copied, sizes, " + std::to_string(N) + ");");
  } else {
    L(Indent, "umbra_record(" + Args + ", NULL, NULL, 0);");
  }
}

void Emitter::replay(const EntryTap &E) {
  L(0, "static UMBRA_TAP long umbra_replay_" + E.Unique + "(void *object, void *const copied[])")
  (0, "{");
  std::string Call = "umbra_entry_" + E.Unique + "(";
  unsigned N = 0;
  for (size_t I = 0; I < E.Sig.Params.size(); I++) {
    const Param &P = E.Sig.Params[I];
    Call += I ? ", " : "";
    if (I == 0)
      Call += "object";
    else if (P.Copied)
      Call += P.Pointer ? "copied[" + std::to_string(N) + "]"
                        : "*(" + bareType(P.Type) + " *)copied[" + std::to_string(N) + "]";
    else
      Call += P.Pointer ? "NULL" : "0";
    N += P.Copied;
  }
  Call += ")";
  if (E.Sig.isVoid())
    L(1, Call + ";")(1, "return 0;");
  else
    L(1, "return (long)" + Call + ";");
  L(0, "}")(0, "");
}

/// A restarting driver needs its callbacks (interrupt, poll, timer, work): for them the
/// spec says at most what is answered when nobody may enter. Others wait.
static bool isOperation(const EntrySpec &E) { return !E.Callback && !E.Recovering.Name.empty(); }

/// Is it asked for something that can be refused? An operation is; a callback
/// (an interrupt, a timer) is not, nor is what says nothing.
bool Emitter::asks(const EntryTap &E) const {
  if (E.Init || E.Exit)
    return false;
  if (E.Spec)
    return isOperation(*E.Spec) && !E.Spec->NeverRefused && !E.Sig.Params.empty();
  if (E.Callback || E.Inner || E.Places.empty())
    return false;
  for (const Param &P : E.Sig.Params)
    if (P.Word && (!P.Pointer || P.Text || P.Plain))
      return true;
  return false;
}

/// Is it remembered as an operation, apart from what is called with every packet or tick?
static bool isRemembered(const EntryTap &E) {
  if (E.Init || E.Exit)
    return true;
  if (E.Spec)
    return isOperation(*E.Spec) && !E.Spec->Held;
  return !E.Callback && !E.Inner && !E.Places.empty();
}

/// Its result fits into a word.
static bool hasResult(const EntryTap &E) {
  return !E.Sig.isVoid() && E.Sig.Kind != ResultKind::Other;
}

/// The argument that is remembered: the first number of the table of site.asked.
std::string Emitter::remembered(const EntryTap &E) const {
  if (asks(E) && isRemembered(E))
    for (const Param &P : E.Sig.Params)
      if (P.Word && !P.Pointer && P.Asked.empty())
        return P.Name;
  return "";
}

/// By what one request is told from another: the table of site.asked.
void Emitter::asked(const EntryTap &E) {
  L(1, "static const struct umbra_asked asked[] = {");
  for (const Param &P : E.Sig.Params) {
    if (!P.Word)
      continue;
    std::string Held;
    if (E.Spec)
      for (const ObjectSpec &O : E.Spec->Takes)
        if (O.Key == P.Name)
          Held = ", .held = 1 + UMBRA_K_" + O.Kind;
    std::string How = !P.Asked.empty()        ? "UMBRA_ASKED_BY, .by = " + P.Asked
                      : !P.Pointer            ? "UMBRA_ASKED_VALUE"
                      : !P.AskedBytes.empty() ? "UMBRA_ASKED_BYTES, .bytes = " + P.AskedBytes
                      : P.Text                ? "UMBRA_ASKED_TEXT"
                      : P.Plain ? "UMBRA_ASKED_BYTES, .bytes = sizeof(*" + P.Name + ")"
                                : "UMBRA_ASKED_OBJECT";
    if (!P.Asked.empty())
      Shadow.emplace(P.Asked, "void " + P.Asked +
                                  "(struct umbra_request *, const unsigned long[], "
                                  "unsigned int)");
    L(2, "{ \"" + P.Name + "\", .how = " + How + Held + " },");
  }
  L(1, "};");
}

/// umbra_enter() with the words that the table speaks of.
std::string Emitter::enter(const EntryTap &E) const {
  std::string Words;
  if (asks(E))
    for (const Param &P : E.Sig.Params)
      if (P.Word)
        Words += (Words.empty() ? "" : ", ") + word(P.Name);
  return "umbra_enter(&umbra_domain, &frame, &site, unwound, " +
         (Words.empty() ? "NULL" : "umbra_words(" + Words + ")") + ")";
}

void Emitter::site(const EntryTap &E) {
  if (asks(E))
    asked(E);
  std::string Flags;
  auto Add = [&](const char *Flag) { Flags += (Flags.empty() ? "" : " | ") + std::string(Flag); };
  // Other modules are kept out until init has run, as when it runs first.
  if (E.Spec ? isOperation(*E.Spec) : E.Exported)
    Add("UMBRA_SITE_PROXIED");
  if (E.Spec && E.Spec->Held)
    Add("UMBRA_SITE_HELD");
  if (E.Init)
    Add("UMBRA_SITE_INIT");
  if (E.Exit)
    Add("UMBRA_SITE_EXIT");
  if (E.Spec && E.Spec->Deadline)
    Add("UMBRA_SITE_DEADLINE");
  if (isRemembered(E))
    Add("UMBRA_SITE_OPERATION");
  if (hasResult(E))
    Add("UMBRA_SITE_RESULT");
  if (!remembered(E).empty())
    Add("UMBRA_SITE_VALUE");
  L(1, "static const struct umbra_site site = {");
  L(2, ".function = \"" + E.Function + "\",");
  L(2, ".interface = \"" + E.Interface + "\",");
  if (!Flags.empty())
    L(2, ".flags = " + Flags + ",");
  if (E.Spec && E.Spec->Records)
    L(2, ".replay = umbra_replay_" + E.Unique + ",");
  L(2, ".domain = &umbra_domain,");
  if (asks(E))
    L(2, ".asked = asked,")(2, ".n_asked = ARRAY_SIZE(asked),");
  L(1, "};");
}

/// What happens when the driver was not entered, or was and failed.
void Emitter::refuse(const EntryTap &E) {
  const StrategySpec None, &W = E.Spec ? E.Spec->Recovering : None;
  std::string Away = answer(E, Why::Away), Unwound = answer(E, Why::Unwound);
  std::string Refused = asks(E) ? answer(E, Why::Refused) : Unwound;
  std::string Enter = enter(E);
  if (W.Name == "block") {
    std::string Return = "return" + (Away.empty() ? "" : " " + Away) + ";";
    L(1, "while (!" + Enter + ") {");
    if (Refused != Unwound)
      L(2, "if (unwound == UMBRA_REFUSED)")(3, "return " + Refused + ";");
    std::string Over = W.Argument.empty() ? "unwound"
                                          : "unwound == UMBRA_REFUSED || (unwound && !--left)";
    if (!E.Sig.isVoid() && Unwound != Away)
      L(2, "if (" + Over + ")")
      (3, "return " + Unwound + ";")(2, "if (umbra_wait_passive(&umbra_domain))");
    else
      L(2, "if (" + Over + " || umbra_wait_passive(&umbra_domain))");
    L(3, Return)(1, "}");
    return;
  }
  std::vector<std::string> Body;
  // Unwound: recovery has released what the driver held. Refused: it never had it.
  if (asks(E) || W.Name == "drop")
    for (const ObjectSpec &O : E.Spec ? E.Spec->Takes : std::vector<ObjectSpec>()) {
      bool Drop = W.Name == "drop" && O.Kind == splitArguments(W.Argument)[0];
      if (!Drop && !asks(E))
        continue;
      Body.push_back(Drop ? "if (unwound != UMBRA_UNWOUND)" : "if (unwound == UMBRA_REFUSED)");
      std::string Call = "\tumbra_kind_" + O.Kind + "(" + O.Key;
      for (const std::string &C : O.Captured)
        Call += ", " + C;
      Body.push_back(Call + ");");
    }
  if (W.Name == "recorded") {
    std::string Call = ask(W.Argument, E.Sig, true, false, W.Where);
    if (E.Sig.isVoid()) {
      Body.push_back(Call + ";");
      Body.push_back("return;");
    } else {
      if (asks(E) && E.Sig.Kind == ResultKind::Signed) {
        Body.push_back("if (unwound == UMBRA_REFUSED)");
        Body.push_back("\treturn " + Refused + ";");
      }
      if (!E.Spec->Unwound.empty()) {
        Body.push_back("if (unwound)");
        Body.push_back("\treturn " + Unwound + ";");
      }
      Body.push_back("return " + Call + ";");
    }
  } else if (W.Name == "drop") {
    Body.push_back(E.Sig.isVoid() ? "return;" : "return " + Away + ";");
  } else if (E.Sig.isVoid()) {
    Body.push_back("return;");
  } else if (Away == Unwound && Unwound == Refused) {
    Body.push_back("return " + Away + ";");
  } else {
    std::string Otherwise = Unwound == Away ? Away : "unwound ? " + Unwound + " : " + Away;
    if (Refused != Unwound)
      Otherwise = "unwound == UMBRA_REFUSED ? " + Refused + " : " + Otherwise;
    Body.push_back("return " + Otherwise + ";");
  }
  bool Queue = W.Name == "queue";
  bool Braces = Body.size() > 1 || Queue;
  L(1, "if (!" + Enter + ")" + (Braces ? " {" : ""));
  if (Queue) {
    L(2, "if (!unwound) {");
    record(E, 3);
    L(2, "}");
  }
  for (const std::string &B : Body)
    L(2, B);
  if (Braces)
    L(1, "}");
}

void Emitter::afterDriver(const EntryTap &E) {
  const EntrySpec *Spec = E.Spec;
  if (!Spec)
    return;
  for (const ObjectSpec &O : Spec->Returns)
    guarded(O.Condition,
            {"umbra_untrack(&umbra_domain, UMBRA_K_" + O.Kind + ", " + word(O.Key) + ");"});
  if (Spec->Records) {
    std::string Success = Spec->When.empty() ? successTest(E.Sig) : Spec->When;
    L(1, Success.empty() ? "{" : "if (" + Success + ") {");
    record(E, 2);
    L(1, "}");
  }
  for (const std::string &F : Spec->After)
    L(1, ask(F, E.Sig, false, true, Spec->Where) + ";");
}

/// How the driver may come back. Only where a spec knows the interface: a
/// callback of another one may be there to take a lock.
void Emitter::checkLeaving(const EntryTap &E) {
  if (!P.Checks || !(E.Spec || E.Init || E.Exit))
    return;
  if (!E.Spec || !E.Spec->LeavesLocked)
    L(1, "umbra_check_leaving(&frame);");
  if (E.Spec && !E.Spec->Allows.empty()) {
    L(1, "if (unlikely(!(" + E.Spec->Allows + ")))");
    L(2, "umbra_bad_result(&frame, (long)result);");
  }
}

/// What the kernel hands in and the driver may write until it returns.
std::vector<std::string> Emitter::given(const EntryTap &E) const {
  std::vector<std::string> Given;
  if (!P.Checks)
    return Given;
  auto Add = [&](const std::string &Start, const std::string &Bytes, const std::string &Of) {
    std::string Fields =
        S.hasFields(Of) ? ", umbra_fields_" + Of + ", ARRAY_SIZE(umbra_fields_" + Of + ")"
                        : ", NULL, 0"; // or the compiler clears all of it first
    Given.push_back("{ " + Start + ", " + Bytes + Fields + " },");
  };
  std::set<std::string> Said;
  if (E.Spec)
    for (const RangeSpec &G : E.Spec->Grants) {
      std::string Of;
      for (const Param &A : E.Sig.Params)
        if (A.Name == G.Start)
          Of = A.Structure;
      Add(G.Start, G.Bytes, Of);
      Said.insert(G.Start);
    }
  // A packet that it takes is an object, and the domain's.
  if (E.Spec)
    for (const ObjectSpec &O : E.Spec->Takes)
      Said.insert(O.Key);
  // So is what it holds of a structure with fields.
  std::set<std::string> Objects;
  for (const std::string &Name : usedKinds(P))
    if (S.governs(S.Kinds.at(Name).Structure))
      Objects.insert(S.Kinds.at(Name).Structure);
  for (const Param &A : E.Sig.Params)
    if (A.Writable && !Said.count(A.Name) && (E.Spec || A.Structure.empty()) &&
        !Objects.count(A.Structure) && (!S.governs(A.Structure) || S.hasFields(A.Structure)))
      Add(A.Name, "sizeof(*" + A.Name + ")", A.Structure);
  return Given;
}

void Emitter::entryTap(const EntryTap &E) {
  std::string What = E.Init ? "module init" : E.Exit ? "module exit" : E.Interface;
  L(0, "")
  (0, "/* entry" + (What.empty() ? "" : ": " + What) + ", " +
          (E.Spec ? "written: " + S.shortPlace(E.Spec->Where) : "default rule") + " */");
  std::string Function = "umbra_fn_" + (E.InMacro ? E.Function : E.Unique), As;
  // The taps have their own copy of a header's inline.
  bool Inline = E.Defined->File.empty();
  if (Inline) {
    Function = E.Function;
  } else if (P.M->SingleFile) {
    // By a name that the compiler does not know, or it made the driver's code the tap's.
    As = " __asm__(\"" + Function + "\")";
    Function += "_apart";
  }
  if (!Inline)
    L(0, wrapDeclaration(prototype(E.Sig, Function)) + As + ";")(0, "");
  if (E.Spec && E.Spec->Records)
    replay(E);
  // An operation that is asked for now and then may be short instead of fast.
  bool Seldom = E.Init || E.Exit || (E.Spec && isOperation(*E.Spec) && !E.Spec->Held);
  L(0, wrapDeclaration(std::string("UMBRA_TAP ") + (Seldom ? "__cold " : "") +
                       (Inline ? "__flatten " : "") + prototype(E.Sig, "umbra_entry_" + E.Unique)))
  (0, "{");
  site(E);
  std::vector<std::string> Given = given(E);
  if (!Given.empty()) {
    L(1, "const struct umbra_given given[] = {");
    for (const std::string &G : Given)
      L(2, G);
    L(1, "};");
  }
  L(1, "struct umbra_frame frame UMBRA_HIDDEN_UNINIT;");
  bool Result = !E.Sig.isVoid();
  if (Result)
    L(1, declare(E.Sig.Result, "result") + ";");
  bool Again = E.Spec && E.Spec->Recovering.Name == "block" && !E.Spec->Recovering.Argument.empty();
  L(1, "int unwound = UMBRA_AWAY" + (Again ? ", left = " + E.Spec->Recovering.Argument : "") + ";")
  (0, "");
  std::string Call = Function + "(" + argumentList(E.Sig) + ");";
  if (E.Inner && !E.Spec) {
    L(1, std::string("if (umbra_from_driver(&umbra_domain))") + (Result ? "" : " {"));
    L(2, (Result ? "return " : "") + Call);
    if (!Result)
      L(2, "return;")(1, "}");
  }
  refuse(E);
  if (E.Spec && E.Spec->Deadline)
    L(1, "umbra_deadline_entered(&umbra_domain);");
  if (!Given.empty())
    L(1, "umbra_give(&frame, given, ARRAY_SIZE(given));");
  if (E.Spec) {
    for (const std::string &F : E.Spec->Before)
      L(1, ask(F, E.Sig, false, false, E.Spec->Where) + ";");
    // Where the key is no parameter, it may be that nothing is handed in.
    for (const ObjectSpec &O : E.Spec->Takes)
      track(O, isIdentifier(O.Key) ? "" : O.Key);
  }
  L(1, (Result ? "result = " : "") + Call);
  checkLeaving(E);
  afterDriver(E);
  std::string Value = remembered(E);
  L(1, std::string(Seldom ? "umbra_leave_seldom" : "umbra_leave") + "(&frame, &site, " +
           (hasResult(E) ? word("result") : "0") + ", " + (Value.empty() ? "0" : word(Value)) +
           ");");
  if (Result)
    L(1, "return result;");
  L(0, "}");
  if (E.Exported)
    L(0,
      "asm(\".globl " + E.Function + "; .set " + E.Function + ", umbra_entry_" + E.Unique + "\");");
}

} // namespace umbra
