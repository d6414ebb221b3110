// SPDX-License-Identifier: GPL-2.0-or-later
// One call tracks and releases the same.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, thing) RELEASES(memory, thing);
//--- EXPECT
// exit 1
// | specs/spec.h:8:65: error: one call both tracks and releases memory 'thing'
// |     UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, thing) RELEASES(memory, thing);
// |                                                                     ^
// |   cure: drop one of them
// | umbra: 1 error; nothing was written
