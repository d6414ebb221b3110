// SPDX-License-Identifier: GPL-2.0-or-later
// A field that may be written, and may not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
SEALS(thing, users);
WRITES(thing, users);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: 'thing.users' has both SEALS and WRITES; the other is at specs/spec.h:7
// |     WRITES(thing, users);
// |     ^
// |   cure: keep SEALS if the kernel relies on it once the object is registered
// | umbra: 1 error; nothing was written
