// SPDX-License-Identifier: GPL-2.0-or-later
// MEMORY of a kind that there is not, and in words that there are not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
MEMORY(memroy, memory, 8);
MEMORY(memory, memory, size);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: unknown kind 'memroy' in MEMORY
// |     MEMORY(memroy, memory, 8);
// |     ^
// |   cure: did you mean 'memory'?
// | specs/spec.h:9:1: error: unknown word 'size' in MEMORY
// |     MEMORY(memory, memory, size);
// |     ^
// |   cure: parameters that can stand here: memory
// | umbra: 2 errors; nothing was written
