// SPDX-License-Identifier: GPL-2.0-or-later
// A kind that is not defined.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(page, result);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown kind 'page' in TRACKS
// |     UMBRA_CALL void *take_memory(size_t size) TRACKS(page, result);
// |                                               ^
// |   cure: define it: UMBRA_KIND void page(...) { ... }
// | umbra: 1 error; nothing was written
