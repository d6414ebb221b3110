// SPDX-License-Identifier: GPL-2.0-or-later
// Finds helpers by the functions they export and the others use.
#include "analysis/Merge.h"

#include <algorithm>
#include <iterator>

namespace umbra {

static std::set<std::string> exportsOf(const std::vector<Unit> &Units) {
  std::set<std::string> Names;
  for (const Unit &U : Units)
    for (const auto &[Name, Where] : U.Exported)
      Names.insert(Name);
  return Names;
}

static bool uses(const std::vector<Unit> &Units, const std::set<std::string> &Names) {
  for (const Unit &U : Units) {
    for (const CallUse &C : U.Calls)
      if (Names.count(C.Function))
        return true;
    for (const AddressUse &A : U.Addresses)
      if (Names.count(A.Function))
        return true;
  }
  return false;
}

void mergeHelpers(Build &B, std::vector<std::vector<Unit>> &Units) {
  for (size_t Helper = 0; Helper < B.Modules.size();) {
    std::set<std::string> Names = exportsOf(Units[Helper]);
    std::vector<size_t> Users;
    for (size_t M = 0; M < B.Modules.size(); M++)
      if (M != Helper && uses(Units[M], Names))
        Users.push_back(M);
    if (Users.size() != 1 || B.Modules[Users[0]].Folder != B.Modules[Helper].Folder) {
      Helper++;
      continue;
    }
    Module &M = B.Modules[Users[0]];
    M.Helpers.push_back(B.Modules[Helper].Name);
    for (Object &O : B.Modules[Helper].Objects)
      if (O.Helper.empty())
        O.Helper = B.Modules[Helper].Name;
    std::move(B.Modules[Helper].Objects.begin(), B.Modules[Helper].Objects.end(),
              std::back_inserter(M.Objects));
    std::move(Units[Helper].begin(), Units[Helper].end(), std::back_inserter(Units[Users[0]]));
    B.Modules.erase(B.Modules.begin() + Helper);
    Units.erase(Units.begin() + Helper);
    Helper = 0; // a helper's helper
  }
}

} // namespace umbra
