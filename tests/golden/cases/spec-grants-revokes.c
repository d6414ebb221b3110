// SPDX-License-Identifier: GPL-2.0-or-later
// One call that grants and revokes.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void give_memory(const void *memory) GRANTS(memory, 8) REVOKES(memory, 8);
//--- EXPECT
// exit 1
// | specs/spec.h:7:67: error: one call both grants and revokes 'memory'
// |     UMBRA_CALL void give_memory(const void *memory) GRANTS(memory, 8) REVOKES(memory, 8);
// |                                                                       ^
// |   cure: drop one of them
// | umbra: 1 error; nothing was written
