// SPDX-License-Identifier: GPL-2.0-or-later
// Filled in is what is kept; one value is compared.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(const void *address, size_t size) { give_memory(address); }
UMBRA_CALL struct thing *find_thing(const char *name) FILLED;
UMBRA_CALL void poke(struct thing *thing) LIVES(thign);
UMBRA_CALL void give_memory(const void *memory) DEMANDS(memory, memory, 8, 9);
//--- EXPECT
// exit 1
// | specs/spec.h:8:26: error: FILLED without KEEPS
// |     UMBRA_CALL struct thing *find_thing(const char *name) FILLED;
// |                              ^
// |   cure: say what the call KEEPS
// | specs/spec.h:9:43: error: unknown word 'thign' in LIVES
// |     UMBRA_CALL void poke(struct thing *thing) LIVES(thign);
// |                                               ^
// |   cure: did you mean 'thing'?
// | specs/spec.h:10:49: error: DEMANDS compares the first value that is captured, not 2
// |     UMBRA_CALL void give_memory(const void *memory) DEMANDS(memory, memory, 8, 9);
// |                                                     ^
// |   cure: write DEMANDS(kind, key, value) of a kind that captures one
// | umbra: 3 errors; nothing was written
