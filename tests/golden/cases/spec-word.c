// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown word in a key, nearly a parameter.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, sise);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown word 'sise' in TRACKS
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, sise);
// |                                               ^
// |   cure: did you mean 'size'?
// | umbra: 1 error; nothing was written
