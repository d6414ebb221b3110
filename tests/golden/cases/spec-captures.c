// SPDX-License-Identifier: GPL-2.0-or-later
// More captured than the kind takes.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result, size);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: TRACKS captures 1 values, kind 'memory' takes 0 besides the object
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result, size);
// |                                               ^
// |   cure: make them the same; the kind is at specs/spec.h:7
// | umbra: 1 error; nothing was written
