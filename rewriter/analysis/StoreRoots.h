// SPDX-License-Identifier: GPL-2.0-or-later
// What a place is found from that a header's inline stores to.
#ifndef UMBRA_ANALYSIS_STOREROOTS_H
#define UMBRA_ANALYSIS_STOREROOTS_H

#include <set>
#include <string>
#include <tuple>

namespace umbra {

/// A pointer that lies in a structure: "net_device._tx", and what else has these bytes.
struct StoreField {
  std::string Shown;
  std::set<std::string> Names;
  bool operator<(const StoreField &O) const { return Shown < O.Shown; }
};

struct StoreRoot {
  enum Sort {
    Unknown,
    Param,    // by its number
    Variable, // one that the function names
    Result,   // of a function that is no inline
  } How = Unknown;
  unsigned Number = 0;
  std::string Name;
  std::set<StoreField> Over; // pointers that it is reached by, and what says where behind them
  std::set<unsigned> By;     // parameters that say which element
  bool Inside = false;       // not at its begin

  bool operator<(const StoreRoot &O) const {
    return std::tie(How, Number, Name, Over, By, Inside) <
           std::tie(O.How, O.Number, O.Name, O.Over, O.By, O.Inside);
  }
};
using StoreRoots = std::set<StoreRoot>;

} // namespace umbra

#endif
