// SPDX-License-Identifier: GPL-2.0-or-later
// MEMORY of a kind that has no room to note what was granted.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory, int a, int b, int c) { give_memory(memory); }
MEMORY(memory, memory, 8);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: kind 'memory' captures 3 values, with MEMORY it can have 2
// |     MEMORY(memory, memory, 8);
// |     ^
// |   cure: use GRANTS in the calls that give one
// | umbra: 1 error; nothing was written
