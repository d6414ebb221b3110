// SPDX-License-Identifier: GPL-2.0-or-later
// GRANTS of a size that is not an argument.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void *take_memory(size_t size) GRANTS(result, siez);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: unknown word 'siez' in GRANTS
// |     UMBRA_CALL void *take_memory(size_t size) GRANTS(result, siez);
// |                                               ^
// |   cure: did you mean 'size'?
// | umbra: 1 error; nothing was written
