// SPDX-License-Identifier: GPL-2.0-or-later
// CALLS with a count, of what is no array of functions.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int register_thing(struct thing *thing) CALLS(thing, 3);
//--- EXPECT
// exit 1
// | specs/spec.h:7:52: error: CALLS names no parameter that points to functions
// |     UMBRA_CALL int register_thing(struct thing *thing) CALLS(thing, 3);
// |                                                        ^
// |   cure: name one; a parameter that is itself a function needs no CALLS
// | umbra: 1 error; nothing was written
