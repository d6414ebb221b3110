// SPDX-License-Identifier: GPL-2.0-or-later
// GRANTS that does not say how much.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void *take_memory(size_t size) GRANTS(result, );
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: GRANTS says not how many bytes
// |     UMBRA_CALL void *take_memory(size_t size) GRANTS(result, );
// |                                               ^
// |   cure: write GRANTS(address, bytes)
// | umbra: 1 error; nothing was written
