// SPDX-License-Identifier: GPL-2.0-or-later
// WAITS of a kind of which nobody knows when it is used.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SEALED void thing(struct thing *thing) { }
UMBRA_CALL int wait_in(struct thing *thing) WAITS(thing, thing);
//--- EXPECT
// exit 1
// | specs/spec.h:8:45: error: WAITS of a kind that does not say when it is USED
// |     UMBRA_CALL int wait_in(struct thing *thing) WAITS(thing, thing);
// |                                                 ^
// |   cure: make it a UMBRA_KIND_SEALED with USED(thing, condition)
// | umbra: 1 error; nothing was written
