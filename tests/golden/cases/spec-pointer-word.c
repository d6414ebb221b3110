// SPDX-License-Identifier: GPL-2.0-or-later
// A condition of ADDRESS that names what is not there.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void give_memory(const void *memory) ADDRESS(memory, memori == (void *)16);
//--- EXPECT
// exit 1
// | specs/spec.h:7:49: error: unknown word 'memori' in ADDRESS
// |     UMBRA_CALL void give_memory(const void *memory) ADDRESS(memory, memori == (void *)16);
// |                                                     ^
// |   cure: did you mean 'memory'?
// | umbra: 1 error; nothing was written
