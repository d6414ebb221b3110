// SPDX-License-Identifier: GPL-2.0-or-later
// result before the call.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void *take_memory(size_t size) RELEASES(memory, result);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: unknown word 'result' in RELEASES
// |     UMBRA_CALL void *take_memory(size_t size) RELEASES(memory, result);
// |                                               ^
// |   cure: parameters that can stand here: size
// | umbra: 1 error; nothing was written
