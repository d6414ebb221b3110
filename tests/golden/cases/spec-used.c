// SPDX-License-Identifier: GPL-2.0-or-later
// USED of a kind that is not sealed.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
USED(thing, thing->users);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: kind 'thing' is not a sealed one, USED needs one
// |     USED(thing, thing->users);
// |     ^
// |   cure: define it with UMBRA_KIND_SEALED
// | umbra: 1 error; nothing was written
