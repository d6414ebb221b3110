// SPDX-License-Identifier: GPL-2.0-or-later
// An entry with another prototype than the field.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing, int how));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: the prototype does not match the kernel's: thing_ops.open is 'int (struct thing *)', the spec says 'int (struct thing *, int)'
// |     UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing, int how));
// |     ^
// |   cure: write the parameters as the kernel has them
// | umbra: 1 error; nothing was written
