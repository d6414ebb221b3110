// SPDX-License-Identifier: GPL-2.0-or-later
// What a place is found from that a header's inline stores to.
#ifndef UMBRA_ANALYSIS_STOREROOTS_H
#define UMBRA_ANALYSIS_STOREROOTS_H

#include <set>
#include <string>
#include <tuple>
#include <vector>

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
  bool Early = false;        // read before what may have set it: of a body that is walked
  /// The address in C, as it is when the function is called, parameters by their number: "$1;";
  /// and the pointers that it is read through. "": that is not known by then.
  std::string At;
  std::vector<std::string> Behind;

  bool operator<(const StoreRoot &O) const {
    return std::tie(How, Number, Name, Over, By, Inside, Early, At, Behind) <
           std::tie(O.How, O.Number, O.Name, O.Over, O.By, O.Inside, O.Early, O.At, O.Behind);
  }
};
using StoreRoots = std::set<StoreRoot>;

} // namespace umbra

#endif
