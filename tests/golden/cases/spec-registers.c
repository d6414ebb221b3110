// SPDX-License-Identifier: GPL-2.0-or-later
// REGISTERS of a kind that has no sealed field.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
UMBRA_CALL int register_thing(struct thing *thing) REGISTERS(thing, thing);
//--- EXPECT
// exit 1
// | specs/spec.h:8:52: error: REGISTERS of a kind without sealed fields does nothing
// |     UMBRA_CALL int register_thing(struct thing *thing) REGISTERS(thing, thing);
// |                                                        ^
// |   cure: say which fields are the kernel's: SEALS(structure, field)
// | umbra: 1 error; nothing was written
