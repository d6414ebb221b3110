// SPDX-License-Identifier: GPL-2.0-or-later
// Two kinds of one name.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_KIND void memory(void *memory) { }
//--- EXPECT
// exit 1
// | specs/spec.h:8:17: error: redefinition of 'memory'
// |     UMBRA_KIND void memory(void *memory) { }
// |                     ^
// |   cure: keep one of them; the other is at specs/spec.h:7
// | umbra: 1 error; nothing was written
