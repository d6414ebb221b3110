// SPDX-License-Identifier: GPL-2.0-or-later
// ASKED names no function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value ASKED(value + 1), void *more));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: 'value + 1' is not the name of a function
// |     UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value ASKED(value + 1), void *more));
// |     ^
// |   cure: name one of umbra.ko's or a shadow class's functions
// | umbra: 1 error; nothing was written
