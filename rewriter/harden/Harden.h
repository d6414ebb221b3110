// SPDX-License-Identifier: GPL-2.0-or-later
// `umbra harden`: runs the stages in the order data flows.
#ifndef UMBRA_HARDEN_HARDEN_H
#define UMBRA_HARDEN_HARDEN_H

#include "options/Options.h"

namespace umbra {

/// Returns an exit code.
int harden(const Options &Opts);

} // namespace umbra

#endif
