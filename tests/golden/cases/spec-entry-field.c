// SPDX-License-Identifier: GPL-2.0-or-later
// An entry of a field that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, opne, (struct thing *thing));
//--- EXPECT
// exit 1
// | specs/spec.h:7:29: error: no member named 'opne' in 'struct thing_ops'
// |     UMBRA_ENTRY(int, thing_ops, opne, (struct thing *thing));
// |                                 ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
