// SPDX-License-Identifier: GPL-2.0-or-later
// MEMORY of a kind that lies in the driver's own.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SEALED void thing(struct thing *thing) { unregister_thing(thing); }
MEMORY(thing, thing, 8);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: kind 'thing' lies in the driver's own memory and brings none
// |     MEMORY(thing, thing, 8);
// |     ^
// |   cure: drop MEMORY
// | umbra: 1 error; nothing was written
