// SPDX-License-Identifier: GPL-2.0-or-later
// UNWOUND of a function that returns nothing.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) UNWOUND(1);
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: UNWOUND says an answer, but the function returns nothing
// |     UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) UNWOUND(1);
// |     ^
// |   cure: drop UNWOUND
// | umbra: 1 error; nothing was written
