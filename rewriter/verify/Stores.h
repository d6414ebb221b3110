// SPDX-License-Identifier: GPL-2.0-or-later
// Does every store of a built module have a check? Read from its machine code.
#ifndef UMBRA_VERIFY_STORES_H
#define UMBRA_VERIFY_STORES_H

#include "verify/Lines.h"
#include "verify/ModuleFile.h"

#include <string>
#include <vector>

namespace umbra {
namespace verify {

/// Checked: followed to its check. Line: its source line has one.
struct StoreCount {
  unsigned Stack = 0, Own = 0, Checked = 0, Line = 0, Proven = 0, Undecided = 0, Unchecked = 0;
};

/// Prints each store without a check, and what cannot be decided; if Verbose, what its
/// line or the report decides as well. Report: the
/// text of umbra-report.json, or "": then a check has to be on a store's own
/// line. Returns false, with Error set, if it could not be done.
/// Name: the module's, in the report. Folders: where the wrapped sources are, below which a line's
/// text is read; of two files of one name the first counts.
bool verifyStores(const ModuleFile &Module, const std::string &Name, const Lines &Source,
                  const std::vector<std::string> &Folders, const std::string &Report, bool Verbose,
                  StoreCount &Count, std::string &Error);

} // namespace verify
} // namespace umbra

#endif
