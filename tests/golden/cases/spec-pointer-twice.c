// SPDX-License-Identifier: GPL-2.0-or-later
// One pointer, two rules.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void give_memory(const void *memory) ADDRESS(memory) EXISTS(memory);
//--- EXPECT
// exit 1
// | specs/spec.h:7:65: error: two annotations say how 'memory' is looked at
// |     UMBRA_CALL void give_memory(const void *memory) ADDRESS(memory) EXISTS(memory);
// |                                                                     ^
// |   cure: keep one of EXISTS, ADDRESS and OPAQUE
// | umbra: 1 error; nothing was written
