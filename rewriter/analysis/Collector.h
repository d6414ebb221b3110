// SPDX-License-Identifier: GPL-2.0-or-later
// Reads one source file of a driver into facts.
#ifndef UMBRA_ANALYSIS_COLLECTOR_H
#define UMBRA_ANALYSIS_COLLECTOR_H

#include "analysis/Facts.h"
#include "compile/Kbuild.h"
#include "specs/Specs.h"

namespace umbra {

/// Errors of Clang's go to Unit.ErrorText. Checks: nullptr, or specs: find what
/// stores, indirect calls and loops need, too.
Unit collect(const Build &B, const Object &O, const Specs *Checks);

} // namespace umbra

#endif
