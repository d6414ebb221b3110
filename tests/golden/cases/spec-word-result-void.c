// SPDX-License-Identifier: GPL-2.0-or-later
// result of a function that returns nothing.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, result);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown word 'result' in TRACKS
// |     UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, result);
// |                                               ^
// |   cure: parameters that can stand here: thing
// | umbra: 1 error; nothing was written
