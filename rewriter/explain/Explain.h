// SPDX-License-Identifier: GPL-2.0-or-later
// `umbra explain NAME`: which rule a kernel function gets, and why.
#ifndef UMBRA_EXPLAIN_EXPLAIN_H
#define UMBRA_EXPLAIN_EXPLAIN_H

#include "options/Options.h"

namespace umbra {

/// Returns an exit code.
int explain(const Options &Opts);

} // namespace umbra

#endif
