// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown word in a condition.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result) WHEN(resalt);
//--- EXPECT
// exit 1
// | specs/spec.h:8:66: error: unknown word 'resalt' in WHEN
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result) WHEN(resalt);
// |                                                                      ^
// |   cure: did you mean 'result'?
// | umbra: 1 error; nothing was written
