// SPDX-License-Identifier: GPL-2.0-or-later
// Reads one source file of a driver into facts.
#ifndef UMBRA_ANALYSIS_COLLECTOR_H
#define UMBRA_ANALYSIS_COLLECTOR_H

#include "analysis/Facts.h"
#include "compile/Kbuild.h"

namespace umbra {

/// Errors of Clang's go to Unit.ErrorText. Checks: find what stores, indirect
/// calls and loops need, too.
Unit collect(const Build &B, const Object &O, bool Checks);

} // namespace umbra

#endif
