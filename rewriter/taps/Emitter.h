// SPDX-License-Identifier: GPL-2.0-or-later
// State shared by the parts of the taps' source.
#ifndef UMBRA_TAPS_EMITTER_H
#define UMBRA_TAPS_EMITTER_H

#include "analysis/Program.h"
#include "taps/Text.h"

namespace umbra {

class Emitter {
public:
  Emitter(const Program &P, const Specs &S, Diagnostics &Diags) : P(P), S(S), Diags(Diags) {}
  std::string emit();

private:
  // Source.cpp
  void top();
  void kinds();
  void targets();
  void callables();
  void fields();
  void memory(const KindSpec &K);
  void ofKind(const KindSpec &K, const std::string &Head, const std::vector<std::string> &Body,
              const std::string &Object);
  void shadowPrototypes();
  void domain();
  std::set<std::string> usedSpecFiles() const;
  // Calls.cpp
  void callTap(const CallTap &T);
  void variadicTap(const CallTap &T);
  void claim(const CallTap &T);
  void before(const CallTap &T);
  void stores(const CallTap &T);
  void pointer(const CallTap &T, const Param &A);
  void owed(const CallTap &T);
  /// Functions in what has that name (TargetMap), or one of that type; or none.
  struct Handed {
    std::string In;
    uint32_t Type = 0;
  };
  Handed handed(const CallTap &T, unsigned I) const;
  std::string handedOver(const CallTap &T) const;
  std::string handsTo(const CallTap &T) const;
  std::string handsAgain(const CallTap &T) const;
  std::string filled(const CallTap &T) const;
  void looksAt(const CallTap &T, unsigned Indent, bool Again);
  void gifts(const CallTap &T);
  void call(const CallTap &T, bool Result);
  void last(const CallTap &T);
  std::string success(const CallTap &T) const;
  std::string rest(const CallTap &T, const std::string &Suffix, const std::string &Body,
                   bool Result);
  /// What was emitted since the last time.
  std::string take();
  std::string callComment(const CallTap &T) const;
  // Entries.cpp
  void entryTap(const EntryTap &E);
  void replay(const EntryTap &E);
  void site(const EntryTap &E);
  void refuse(const EntryTap &E);
  void record(const std::string &Args, const std::string &Copied, const std::string &Sizes,
              unsigned N, unsigned Indent);
  void record(const EntryTap &E, unsigned Indent);
  void afterDriver(const EntryTap &E);
  void checkLeaving(const EntryTap &E);
  std::vector<std::string> given(const EntryTap &E) const;
  /// Why a tap answers for the driver.
  enum class Why { Away, Unwound, Refused };
  std::string answer(const EntryTap &E, Why W) const;
  bool asks(const EntryTap &E) const;
  std::string remembered(const EntryTap &E) const;
  void asked(const EntryTap &E);
  std::string enter(const EntryTap &E) const;

  /// Emits `if (Condition) { Body }` with as few braces as the kernel uses.
  void guarded(const std::string &Condition, const std::vector<std::string> &Body);
  void track(const ObjectSpec &O, const std::string &Condition,
             const std::vector<RangeSpec> *Grants = nullptr, const std::string &HandedOver = "");
  /// Does an object of the kind bring permissions by itself?
  bool brings(const std::string &Kind) const;
  /// Notes the prototype of a shadow's function; they are emitted first.
  void shadow(const std::string &Name, const Signature &S, bool Result, bool WithResult,
              const Place &Where);
  /// The call of "function" with all arguments, or of "function, arguments" with those.
  std::string ask(const std::string &Call, const Signature &S, bool Result, bool WithResult,
                  const Place &Where);

  const Program &P;
  const Specs &S;
  Diagnostics &Diags;
  Lines L;
  std::map<std::string, std::string> Shadow; // name -> prototype
};

} // namespace umbra

#endif
