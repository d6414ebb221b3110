// SPDX-License-Identifier: GPL-2.0-or-later
// A whole module: the facts of its files put together, each call and entry
// with its rule.
#ifndef UMBRA_ANALYSIS_PROGRAM_H
#define UMBRA_ANALYSIS_PROGRAM_H

#include "analysis/Facts.h"
#include "specs/Specs.h"

namespace umbra {

enum class Rule { Written, Inferred, Default };

/// A kernel function that gets a call tap.
struct CallTap {
  std::string Name;
  const KernelFunction *Function = nullptr;
  const CallSpec *Spec = nullptr;
  Rule Kind = Rule::Default;
  bool Redirect = false; // also reached through kernel macros
  bool Bare = false;     // some of which have no "(" behind the name
  unsigned Calls = 0;
  std::set<unsigned> Computed; // parameters, see CallUse
  Place First;
  Signature Sig; // with the spec's parameter names
};

/// A driver function that gets an entry tap.
struct EntryTap {
  std::string Function; // its name
  std::string Unique;   // the same, or file_name where two files use one name
  std::string Key;
  const DriverFunction *Defined = nullptr;
  const EntrySpec *Spec = nullptr;
  std::string Interface;           // "net_device_ops.ndo_open" or ""
  std::vector<std::string> Places; // all of them
  Place First;
  Signature Sig;
  bool Init = false, Exit = false;
  bool Inner = false;    // in a struct of the driver's own: the driver calls it, too
  bool Callback = false; // given to a kernel function, too
  bool Helper = false;   // of a module that became part of this one
  bool InMacro = false;  // module_init() already makes its alias
  bool Exported = false; // to other modules, which find the tap by the function's name
};

struct NotCovered {
  Place Where;
  std::string What, Why;
};

struct Program {
  const Module *M = nullptr;
  std::vector<const Unit *> Units;
  std::map<std::string, CallTap> Calls;
  std::map<std::string, EntryTap> Entries; // by key
  std::map<std::string, OwnFile> Files;    // merged over units
  std::map<std::string, std::string> Macros; // the same
  std::vector<NotCovered> Missing;
  std::vector<std::string> PureInlines;
  std::map<std::string, KernelAddress> KernelAddresses;
  std::map<std::string, uint32_t> Held;          // call taps that variables have: functionType()
  std::set<std::string> Callable;                // of these, what the kernel exports
  TargetMap Targets;                             // merged over units
  std::set<std::string> Has;                     // the same: see Unit
  std::set<std::pair<uint32_t, uint32_t>> Casts; // the same
  /// Pointers that are compared, and what shows the driver its own: see SEALS.
  std::vector<std::pair<Span, std::string>> Shown;
  unsigned IndirectCalls = 0;
  bool Checks = false;         // --checks=all
  std::vector<CheckUse> Sites; // then: merged over units, by place
  /// Taps of other modules in shared files: what the name is in this one.
  std::map<std::string, std::string> Aliases;
};

/// Exported: by the kernel and the other modules; empty: not known. Checks:
/// that of stores, indirect calls and loops is asked for.
Program assemble(const Module &M, const std::vector<const Unit *> &Units, const Specs &S,
                 const std::set<std::string> &Exported, bool Checks, Diagnostics &Diags);

/// Kinds of the objects that its taps track.
std::set<std::string> usedKinds(const Program &P);

/// Structures whose members are checked by the object that they are in, not by
/// the map, and its kind: what is given and taken for each packet.
std::map<std::string, std::string> checkedByObject(const Program &P, const Specs &S);

/// A place that an inline stores to, and what is asked before it may.
struct StoredPlace {
  const Param *Through = nullptr;      // or nullptr: none that it is given
  std::string Over;                    // pointers from there, "net_device._tx"
  std::string What;                    // of none: what the inline names
  std::string By;                      // the check
  std::string Kind, Structure, Object; // of umbra_check_object
  std::string Device;                  // of umbra_check_bound: the member
  std::string At;                      // of umbra_check_in_use: the address, if not Through's ...
  std::vector<std::string> Behind;     // ... and the pointers that it is read through
  std::string Why;                     // it is proven; or can be checked by nothing better
  bool Proven = false;
  bool Held = false; // memory of the driver's will not do
};
std::vector<StoredPlace> storedPlaces(const Program &P, const Specs &S, const CallTap &T);

/// Refuses calls of inlines that store where nobody can tell.
void refuseUnchecked(const Program &P, const Specs &S, Diagnostics &Diags);

/// The types as which a function of one may be called: its own, and what the driver casts
/// functions of it to.
std::set<uint32_t> typesOf(const Program &P, uint32_t Type);

/// By its name, does a function that no spec knows take hold of what it is given?
bool seemsToRegister(const CallTap &T);

/// Suggests specs for functions that look as if they hold something.
void warnUnspecified(const Program &P, bool Strict, Diagnostics &Diags);

} // namespace umbra

#endif
