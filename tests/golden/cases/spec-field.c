// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown field.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, thing->nmae);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown field 'nmae' of struct thing in TRACKS
// |     UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, thing->nmae);
// |                                               ^
// |   cure: look the field up in the kernel's headers
// | umbra: 1 error; nothing was written
