// SPDX-License-Identifier: GPL-2.0-or-later
// SEALS of a field that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
SEALS(thing, nmae);
//--- EXPECT
// exit 1
// | specs/spec.h:7:14: error: no member named 'nmae' in 'struct thing'
// |     SEALS(thing, nmae);
// |                  ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
