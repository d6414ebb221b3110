// SPDX-License-Identifier: GPL-2.0-or-later
// WRITES of a field that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
WRITES(thing, usres);
//--- EXPECT
// exit 1
// | specs/spec.h:7:15: error: no member named 'usres' in 'struct thing'
// |     WRITES(thing, usres);
// |                   ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
