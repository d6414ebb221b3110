// SPDX-License-Identifier: GPL-2.0-or-later
// Writes out the macros that paste a function's name together: such a name is
// in no text that could be changed.
#ifndef UMBRA_ANALYSIS_EXPAND_H
#define UMBRA_ANALYSIS_EXPAND_H

#include "analysis/Facts.h"
#include "compile/Kbuild.h"

namespace umbra {

/// Reads the source once more, if it has any, and fills U.Expansions. A macro
/// that expands in different ways at one place (a header read several times,
/// as those of tracepoints are) is left out.
void expandPasted(const Build &B, const Object &O, Unit &U);

/// The text of an expansion, laid out in lines.
std::string textOf(const Expansion &E);

} // namespace umbra

#endif
