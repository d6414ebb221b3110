// SPDX-License-Identifier: GPL-2.0-or-later
// What is asked before a header's inline stores: its spec, or the tap by what the place is found
// from. What an object's own pointers lead to is the kernel's, if the driver holds the object
// and may not set the pointers. Where nobody says whose it is, it has to be in use, at least.
#include "analysis/Program.h"
#include "specs/Words.h"

#include <algorithm>

namespace umbra {

/// By which kind a domain holds what a structure of the kernel's is: the one that is kept, or
/// has memory, before others. "": it holds none.
static std::string heldAs(const Program &P, const Specs &S, const std::string &Structure) {
  std::string Found;
  auto Rank = [&](const std::string &Name) {
    const KindSpec &K = S.Kinds.at(Name);
    return (K.Kept ? 2 : 0) + !K.Lies.empty();
  };
  auto Add = [&](const std::vector<ObjectSpec> &List) {
    for (const ObjectSpec &O : List) {
      const KindSpec &K = S.Kinds.at(O.Kind);
      if (K.Structure == Structure && !K.Sealed && !K.Lock &&
          (Found.empty() || Rank(O.Kind) > Rank(Found) ||
           (Rank(O.Kind) == Rank(Found) && O.Kind < Found)))
        Found = O.Kind;
    }
  };
  if (Structure.empty())
    return "";
  for (const auto &[Name, T] : P.Calls)
    if (T.Spec)
      Add(T.Spec->Tracks);
  for (const auto &[Key, E] : P.Entries)
    if (E.Spec)
      Add(E.Spec->Takes);
  return Found;
}

static bool isCheck(const std::string &Call) { return Call.compare(0, 12, "umbra_check_") == 0; }

/// Does a spec have a function of umbra.ko's look where the call will store?
static bool looks(const CallSpec &C) {
  return std::any_of(C.Before.begin(), C.Before.end(), isCheck);
}

/// Does a spec ask for what is stored through a parameter? Beyond: for what lies behind.
static bool asksFor(const CallSpec &C, const std::string &Name, bool Beyond) {
  for (const auto *List : {&C.Needs, &C.Owns, &C.Io, &C.Users, &C.GivesDevice, &C.InUse})
    for (const RangeSpec &R : *List)
      if (containsWord(R.Start, Name) && (!Beyond || R.Start != Name))
        return true;
  for (const std::string &Call : C.Before)
    if (isCheck(Call) && containsWord(Call, Name))
      return true;
  auto Keyed = [&](const ObjectSpec &O) { return containsWord(O.Key, Name); };
  return !Beyond && std::any_of(C.Demands.begin(), C.Demands.end(), Keyed);
}

static StoredPlace inUse(StoredPlace To, const std::string &Why) {
  To.By = "umbra_check_in_use";
  To.Why = Why;
  return To;
}

/// Who looks whether the driver may have what a parameter points to written.
static StoredPlace asked(const Program &P, const Specs &S, const CallTap &T, const Param &A) {
  StoredPlace To;
  To.Through = &A;
  if (T.Spec) {
    auto Said = T.Spec->Pointers.find(A.Name);
    if (asksFor(*T.Spec, A.Name, false)) {
      To.By = "its spec";
      return To;
    }
    if (A.HandedOn && Said != T.Spec->Pointers.end() &&
        Said->second.Look == PointerSpec::How::Opaque) {
      To.Proven = true;
      To.Why = "it is only handed on, and its spec says OPAQUE";
      return To;
    }
  }
  if (!A.Pointer)
    return inUse(To, "a number says where");
  if (A.Volatile && A.VoidPointer) {
    To.By = "umbra_check_io";
    return To;
  }
  // A pointer that is there belongs to what the other leads to.
  if (auto Owner = S.Owners.find(A.Structure); Owner != S.Owners.end())
    if (std::string Kind = heldAs(P, S, Owner->second.second); !Kind.empty()) {
      To.By = "umbra_check_object";
      To.Kind = Kind;
      To.Structure = Owner->second.second;
      To.Object = "(" + A.Name + "->" + Owner->second.first + " ?: (struct " + To.Structure +
                  " *)" + A.Name + ")";
      To.Held = true;
      return To;
    }
  auto Device = S.Devices.find(A.Structure);
  bool Bound = Device != S.Devices.end();
  // What the driver takes hold of by the call it has from elsewhere.
  bool Takes = T.Spec && std::any_of(T.Spec->Tracks.begin(), T.Spec->Tracks.end(),
                                     [&](const ObjectSpec &O) { return O.Key == A.Name; });
  std::string Kind = heldAs(P, S, A.Structure);
  if (Takes && !Kind.empty() && !Bound)
    return inUse(To, "by the call the driver takes hold of it: whatever it is given");
  // What is found by its device is found so: there are references of it, and parts.
  // Drivers of others' net_devices have them from where no spec knows, not yet registered.
  bool Given = std::any_of(S.Kinds.begin(), S.Kinds.end(), [&](const auto &K) {
    return K.second.Structure == A.Structure && !K.second.Lock;
  });
  if (Kind.empty() && S.hasFields(A.Structure) && !P.Has.count(A.Structure) && (Given || !Bound))
    return inUse(To, "no spec says which struct " + A.Structure +
                         " are the driver's: no call gives it one");
  if (!Kind.empty() && (!Bound || (!Takes && S.hasFields(A.Structure)))) {
    To.By = "umbra_check_object";
    To.Kind = Kind;
    To.Structure = A.Structure;
    To.Object = A.Name;
  } else if (Bound) {
    To.By = "umbra_check_bound";
    To.Device = Device->second;
  } else if (A.Structure.empty() || P.Has.count(A.Structure) || S.governs(A.Structure)) {
    To.By = "umbra_check_own";
  } else {
    // An object whose method the inline is: it stores for the kernel.
    return inUse(To, "only the kernel makes a struct " + A.Structure +
                         ", and no spec says which are the driver's");
  }
  return To;
}

/// May the driver set a pointer that lies in a structure? Else what it leads to is the kernel's.
static bool driverSets(const Program &P, const Specs &S, const StoreField &F) {
  for (const std::string &Name : F.Names) {
    std::string Of = Name.substr(0, Name.find('.'));
    if (!S.hasFields(Of)) {
      if (P.Has.count(Of) || S.seals(Of))
        return true;
      continue;
    }
    for (const auto *List : {&S.Writes, &S.Seals})
      for (const auto &[Field, Seal] : *List)
        if (Field == Name || Field.compare(0, Name.size() + 1, Name + ".") == 0)
          return true;
  }
  return F.Names.empty();
}

/// In words of the tap's parameters.
static std::string named(std::string Text, const Signature &Sig) {
  for (size_t I = 0; (I = Text.find('$', I)) != std::string::npos;) {
    size_t End = Text.find(';', I);
    const std::string &Name = Sig.Params[std::stoul(Text.substr(I + 1, End - I - 1))].Name;
    Text.replace(I, End + 1 - I, Name);
    I += Name.size();
  }
  return Text;
}

/// Nothing says whose it is: is it known where it is when the inline is called?
static StoredPlace byAddress(StoredPlace To, const StoreRoot &R, const Signature &Sig,
                             const std::string &Why) {
  To.Why = Why;
  if (R.At.empty())
    return To;
  To.At = named(R.At, Sig);
  for (const std::string &Each : R.Behind)
    To.Behind.push_back(named(Each, Sig));
  return inUse(To, Why);
}

static StoredPlace placeOf(const Program &P, const Specs &S, const CallTap &T, const StoreRoot &R) {
  StoredPlace To;
  for (const StoreField &F : R.Over)
    To.Over += (To.Over.empty() ? "" : ", ") + F.Shown;
  // A spec that says where says all that the inline works out.
  bool Beyond = R.How == StoreRoot::Unknown || !R.Over.empty();
  if (T.Spec && Beyond && (!T.Spec->InUse.empty() || looks(*T.Spec))) {
    To.By = "its spec";
    return To;
  }
  if (R.How == StoreRoot::Unknown)
    return byAddress(To, R, T.Sig, "where to, the inline works out itself");
  if (R.How == StoreRoot::Param) {
    const Param &A = T.Sig.Params[R.Number];
    To.Through = &A;
    // Which element of what it is given the spec says, too.
    if (T.Spec && asksFor(*T.Spec, A.Name, !R.Over.empty())) {
      To.By = "its spec";
      return To;
    }
  }
  for (const StoreField &F : R.Over)
    if (driverSets(P, S, F))
      return byAddress(To, R, T.Sig, "the driver may set " + F.Shown);
  for (unsigned I : R.By) {
    const std::string &Index = T.Sig.Params[I].Name;
    bool Bounded = T.Spec && std::any_of(T.Spec->Below.begin(), T.Spec->Below.end(),
                                         [&](const RangeSpec &B) { return B.Start == Index; });
    if (!Bounded)
      return byAddress(To, R, T.Sig, "nobody looks at " + Index + ", which says where");
  }
  if (R.How == StoreRoot::Param) {
    const Param &A = T.Sig.Params[R.Number];
    StoredPlace First = asked(P, S, T, A);
    First.Over = To.Over;
    // Of an object that need not be the driver's, what its pointers lead to need not, either: it
    // is asked for if it is known, else they are the kernel's.
    if (First.By == "umbra_check_in_use" && !To.Over.empty())
      if (StoredPlace There = byAddress(To, R, T.Sig, First.Why); !There.By.empty())
        return There;
    First.Held |= !To.Over.empty();
    return First;
  }
  bool Variable = R.How == StoreRoot::Variable;
  To.What = Variable ? R.Name : R.Name + "()";
  To.Proven = true;
  To.Why = Variable ? "a variable that it names, or what that leads to"
                    : "what the kernel's function gives it";
  return To;
}

std::vector<StoredPlace> storedPlaces(const Program &P, const Specs &S, const CallTap &T) {
  std::vector<StoredPlace> Places;
  if (T.Spec && !T.Spec->Instead.empty())
    return Places; // it is not called
  for (const Param &A : T.Sig.Params) {
    if (!A.Stored)
      continue;
    Places.push_back(asked(P, S, T, A));
  }
  for (const StoreRoot &R : T.Function->Others)
    if (StoredPlace To = placeOf(P, S, T, R);
        !To.Through || !To.Over.empty() || (To.By != "its spec" && !To.Why.empty()))
      Places.push_back(To);
  return Places;
}

void refuseUnchecked(const Program &P, const Specs &S, Diagnostics &Diags) {
  if (!P.Checks)
    return;
  for (const auto &[Name, T] : P.Calls)
    if (T.Function->Inline)
      for (const StoredPlace &To : storedPlaces(P, S, T))
        if (To.By.empty() && !To.Proven) {
          Diags.error(T.First,
                      "nobody can tell where the kernel's inline '" + Name + "' stores: " + To.Why,
                      "add to a spec: UMBRA_INLINE(" + bareType(T.Sig.Result) + ", " + Name +
                          ", ...) with IN_USE(address, bytes), BELOW(index, count) or what "
                          "else says where; or harden with --checks=taps");
          break;
        }
}

} // namespace umbra
