// SPDX-License-Identifier: GPL-2.0-or-later
// A kind that is not defined, nearly one.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memry, result);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown kind 'memry' in TRACKS
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memry, result);
// |                                               ^
// |   cure: did you mean 'memory'?
// | umbra: 1 error; nothing was written
