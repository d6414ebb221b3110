// SPDX-License-Identifier: GPL-2.0-or-later
// KEEPS without what tells the object from its like.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL struct thing *find_thing(const char *name) KEEPS(thing, result, 0, name);
//--- EXPECT
// exit 1
// | specs/spec.h:7:55: error: KEEPS says not what tells the object from its like
// |     UMBRA_CALL struct thing *find_thing(const char *name) KEEPS(thing, result, 0, name);
// |                                                           ^
// |   cure: write KEEPS(kind, object, owner, "%d", number)
// | umbra: 1 error; nothing was written
