// SPDX-License-Identifier: GPL-2.0-or-later
// Text that is code in several places: files of several modules, macros.
#ifndef UMBRA_ANALYSIS_SHARED_H
#define UMBRA_ANALYSIS_SHARED_H

#include "analysis/Program.h"

namespace umbra {

/// A header, or a .c file that others include, is one text in several modules: it
/// includes their taps by a name that each module's objects are given (UMBRA_TAPS).
/// All its changes are everybody's; where a module has no tap for a name that
/// becomes one, its own header gives the name back. Programs are those of B.Modules,
/// in order. An object that is part of several modules is an error. A macro's text, too,
/// is changed in one way, whatever it is expanded to.
void shareFiles(Build &B, std::vector<Program> &Programs, Diagnostics &Diags);

} // namespace umbra

#endif
