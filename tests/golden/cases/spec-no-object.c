// SPDX-License-Identifier: GPL-2.0-or-later
// TRACKS without an object.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: TRACKS lacks the object
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory);
// |                                               ^
// |   cure: write TRACKS(memory, parameter)
// | umbra: 1 error; nothing was written
