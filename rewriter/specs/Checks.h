// SPDX-License-Identifier: GPL-2.0-or-later
// Checks of specs against each other, once all are read.
#ifndef UMBRA_SPECS_CHECKS_H
#define UMBRA_SPECS_CHECKS_H

#include "specs/Specs.h"

namespace umbra {

void checkSpecs(const Specs &S, Diagnostics &Diags);

} // namespace umbra

#endif
