// SPDX-License-Identifier: GPL-2.0-or-later
// What specs say, as data. The reader fills it in, checked.
#ifndef UMBRA_SPECS_SPECS_H
#define UMBRA_SPECS_SPECS_H

#include "analysis/Signature.h"
#include "compile/Kbuild.h"
#include "support/Diagnostics.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace umbra {

/// UMBRA_KIND and its variants.
struct KindSpec {
  std::string Name;
  Place Where;
  Signature Sig;
  std::string Body; // "{ ... }" as written
  bool Kept = false;
  bool Lock = false;
  bool Spins = false;    // a lock, and preemption is off while it is held
  bool LockOnce = false; // ONCE(kind)
  bool Memory = false;
  bool Sealed = false;
  bool PerCpu = false;         // memory with a copy for each processor
  std::string Structure;       // that the first parameter points to, or ""
  std::string Lies, LiesBytes; // MEMORY(kind, start, bytes)
  std::string Used;            // LOCKED(kind, condition), USED(kind, condition)
};

/// An object named by kind and key: TRACKS, RELEASES, LOCKS, TAKES, ...
struct ObjectSpec {
  std::string Kind;
  std::string Key;
  std::vector<std::string> Captured;
  std::string Condition; // RETURNS
  bool Once = false;     // TRACKS_ONCE
  Place Where;
};

/// A range of bytes: GRANTS, REVOKES, NEEDS, OWNS, READS, GIVES_DEVICE, IO, USER; and BELOW.
struct RangeSpec {
  std::string Start, Bytes;
  Place Where;
};

/// What a call looks at before it hands a pointer on: EXISTS, ADDRESS, OPAQUE.
struct PointerSpec {
  enum class How { Exists, Address, Opaque } Look = How::Exists;
  std::string Unless; // ADDRESS(parameter, condition)
};

/// KEEPS(kind, object, owner, name...).
struct KeepSpec {
  std::string Kind; // "": none
  std::string Object, Owner, Name;

  /// The parameter that an Object "*parameter" is given by, or "".
  std::string out() const { return Object.compare(0, 1, "*") ? "" : Object.substr(1); }
};

/// WHILE_RECOVERING(strategy, arguments...).
struct StrategySpec {
  std::string Name; // "": none
  std::string Argument;
  Place Where;
};

/// What a call and an entry have in common.
struct RuleSpec {
  Place Where;
  Signature Sig; // with the spec's parameter names
  std::string When;
  StrategySpec Recovering;
  std::vector<std::string> Before, After; // "function", or "function, arguments"
  std::vector<RangeSpec> Grants;
};

/// UMBRA_CALL.
struct CallSpec : RuleSpec {
  std::string Name;
  bool Passes = false;
  std::vector<ObjectSpec> Tracks, Releases, ReleasesAfter, Locks, Unlocks;
  std::vector<ObjectSpec> Registers, Unregisters, Waits;
  std::map<std::string, PointerSpec> Pointers; // by parameter
  std::string Instead;                         // INSTEAD(function)
  std::string Listed;                          // LISTED(function)
  KeepSpec Keeps;
  std::string Loses, Manages; // the object, the device; or ""
  std::string HandsTo;        // the kept object, or ""
  bool Filled = false;        // of what it keeps: functions are put into it
  std::string Lives;          // LIVES(object), or ""
  std::vector<RangeSpec> Revokes, Needs, Owns, Reads, GivesDevice, Io, Users, InUse;
  std::vector<RangeSpec> Below; // an index, and what it is below
  std::vector<ObjectSpec> Demands, NotYet;
  std::map<std::string, std::string> Calls; // CALLS: parameters, and how many functions, or ""
  std::string Sleeps;          // condition; "": it does not
  bool Tries = false;

  /// Neither sleeps nor takes from the domain anything that it may write; what
  /// a shadow's function does is not known.
  bool keepsPermissions(const std::map<std::string, KindSpec> &Kinds) const {
    for (const ObjectSpec &O : Tracks)
      if (auto It = Kinds.find(O.Kind); It == Kinds.end() || It->second.Sealed)
        return false;
    return Passes && Releases.empty() && ReleasesAfter.empty() && Unlocks.empty() &&
           Registers.empty() && Waits.empty() && Revokes.empty() && Before.empty() && After.empty();
  }

  bool onlyPasses() const {
    return Passes && Tracks.empty() && Releases.empty() && ReleasesAfter.empty() && Locks.empty() &&
           Unlocks.empty() && Waits.empty() && Before.empty() && After.empty() &&
           Pointers.empty() && Instead.empty() && Manages.empty() && Keeps.Kind.empty() &&
           Loses.empty();
  }
};

/// UMBRA_ENTRY and UMBRA_CALLBACK.
struct EntrySpec : RuleSpec {
  bool Callback = false;
  bool Held = false;         // HELD
  bool NeverRefused = false; // NEVER_REFUSED
  std::string Structure;     // or function
  std::string Field;         // or parameter
  std::string Unwound;       // UNWOUND(value)
  std::vector<ObjectSpec> Takes, Returns;
  std::string Allows; // ALLOWS(condition)
  bool LeavesLocked = false;
  bool Deadline = false;
  bool Records = false;
  std::string RecordKey;
  std::string Forgets; // FORGETS(condition)

  std::string place() const { return Structure + "." + Field; }
};

/// SEALS(structure, field) and WRITES(structure, field).
struct SealSpec {
  std::string Structure, Field;
  Place Where;
  std::string Shown; // what tells the driver's value from one that a shadow put there
};

/// What explain knows about a function that no spec names.
struct DeclaredFunction {
  Place Where;
  std::string Prototype;
  bool Inline = false;
  std::string Effect; // why it has a side effect; "": none
};

struct Specs {
  std::string Folder;
  std::map<std::string, KindSpec> Kinds;
  std::map<std::string, CallSpec> Calls;
  std::map<std::string, EntrySpec> Entries; // by place()
  std::map<std::string, SealSpec> Seals;    // by "structure.field"
  std::map<std::string, SealSpec> Writes;   // the same
  /// LISTS: fields, by structure and name, that point to pointers of which the last is NULL.
  std::set<std::pair<std::string, std::string>> Lists;
  /// LINKS: fields by which the kernel links a structure of the driver's.
  std::multimap<std::string, std::string> Links;
  /// PART_OF: what a structure may be the begin of.
  std::multimap<std::string, std::string> Parts;
  /// DEVICE: structures that have a struct device, and as which member.
  std::map<std::string, std::string> Devices;
  /// PART: structures whose member points to what they are part of, and that one's structure.
  std::map<std::string, std::pair<std::string, std::string>> Owners;
  /// Functions of the shadow's that specs declare themselves, by name.
  std::map<std::string, std::string> Shadow;
  /// Header names that each spec file includes, as written: "<linux/pci.h>".
  std::map<std::string, std::vector<std::string>> Includes;
  /// For explain: filled in for the name asked for.
  std::map<std::string, DeclaredFunction> Declared;

  /// Do specs say of the structure, field by field, what may be written?
  bool governs(const std::string &Structure) const;
  /// Is there a field of it that may be?
  bool hasFields(const std::string &Structure) const;
  /// Does it lie in the driver's memory, the kernel's for as long as it is tracked?
  bool seals(const std::string &Structure) const;

  std::vector<std::string> partsOf(const std::string &Structure) const {
    std::vector<std::string> Of;
    for (auto [I, End] = Parts.equal_range(Structure); I != End; ++I)
      Of.push_back(I->second);
    return Of;
  }

  /// What tells the driver's value of a field where it is compared; "": that is it.
  std::string shownBy(const std::string &Field) const {
    auto It = Seals.find(Field);
    return It == Seals.end() ? "" : It->second.Shown;
  }

  /// "specs/pci.h:44", the same wherever the folder is.
  std::string shortPlace(const Place &Where) const;
};

/// Reads every header in Folder. False after errors.
bool readSpecs(const std::string &Folder, const Build &B, Specs &S, Diagnostics &Diags,
               const std::string &Explain = "");

} // namespace umbra

#endif
