// SPDX-License-Identifier: GPL-2.0-or-later
// Two conditions.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result) WHEN(result) WHEN(size);
//--- EXPECT
// exit 1
// | specs/spec.h:8:79: error: two WHENs for one function
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result) WHEN(result) WHEN(size);
// |                                                                                   ^
// |   cure: join them with && or ||
// | umbra: 1 error; nothing was written
