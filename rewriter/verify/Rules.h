// SPDX-License-Identifier: GPL-2.0-or-later
// What a driver's own code may refer to.
#ifndef UMBRA_VERIFY_RULES_H
#define UMBRA_VERIFY_RULES_H

#include "verify/ModuleFile.h"

namespace umbra {
namespace verify {

/// Generated, not the driver's: taps, and how the tracker releases objects.
bool isTap(const Section &S);

enum class Verdict {
  Umbra,    // the runtime, a shadow class
  Helper,   // what compilers call of their own accord; needs no tap
  Data,     // no branch: data, or an address that only the kernel calls
  Offender, // a kernel function called around the taps
};

Verdict judge(const Reference &R);

} // namespace verify
} // namespace umbra

#endif
