// SPDX-License-Identifier: GPL-2.0-or-later
// A module of SRC that only serves another one of SRC becomes part of it.
#ifndef UMBRA_ANALYSIS_MERGE_H
#define UMBRA_ANALYSIS_MERGE_H

#include "analysis/Facts.h"
#include "compile/Kbuild.h"

namespace umbra {

/// A domain is one module: the driver and its helper fail and recover
/// together, so they have to be one. Units are those of B.Modules, in order.
/// A helper with several users, or in another folder, is left alone.
void mergeHelpers(Build &B, std::vector<std::vector<Unit>> &Units);

} // namespace umbra

#endif
