// SPDX-License-Identifier: GPL-2.0-or-later
// An entry of a field that is no function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, limit, (struct thing *thing));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: thing_ops.limit is not a pointer to a function
// |     UMBRA_ENTRY(int, thing_ops, limit, (struct thing *thing));
// |     ^
// |   cure: name a field that the kernel calls
// | umbra: 1 error; nothing was written
