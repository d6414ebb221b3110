// SPDX-License-Identifier: GPL-2.0-or-later
// The generated source and header of a module's taps, and its Kbuild lines.
#ifndef UMBRA_TAPS_TAPS_H
#define UMBRA_TAPS_TAPS_H

#include "analysis/Program.h"
#include "edits/Edits.h"

#include <set>
#include <string>
#include <vector>

namespace umbra {

/// Headers of the driver's without a guard that the taps read, too, are to be read once.
void guardHeaders(Program &P);

/// #include lines that the taps' source needs besides its header: the driver's own, which may
/// include that header themselves.
std::vector<std::string> bodyHeaders(const Program &P);
/// Edits: all of them, for the macros of the kernel's that it repeats.
std::string tapsHeader(const Program &P, const Specs &S, const Build &B, const EditSet &Edits,
                       Diagnostics &Diags);
std::string tapsSource(const Program &P, const Specs &S, Diagnostics &Diags);
/// Lines to append to the Kbuild of a folder with these modules and folders.
/// Above: folders of files that include others above SRC.
std::string kbuildTrailer(const std::vector<const Module *> &Modules,
                          const std::set<std::string> &Folders, const std::set<std::string> &Above,
                          bool Symvers, bool Checks);

} // namespace umbra

#endif
