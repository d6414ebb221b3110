// SPDX-License-Identifier: GPL-2.0-or-later
// Every store, indirect call and loop in a function of the driver's: which
// check it gets, or why it needs none.
#ifndef UMBRA_ANALYSIS_STORES_H
#define UMBRA_ANALYSIS_STORES_H

#include "analysis/Facts.h"
#include "analysis/OwnText.h"
#include "analysis/SideEffects.h"
#include "specs/Specs.h"

namespace umbra {

/// Adds to U.Checks and U.Refusals. Declaration: where the function starts.
void findChecks(const clang::FunctionDecl &F, const Span &Declaration, clang::CompilerInstance &CI,
                OwnText &Text, SideEffects &Effects, const Specs &S, Unit &U);

} // namespace umbra

#endif
