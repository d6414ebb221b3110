// SPDX-License-Identifier: GPL-2.0-or-later
// An inline with UMBRA_CALL: its annotations are lost.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void thing_use(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: 'thing_use' is an inline, its annotations are lost
// |     UMBRA_CALL void thing_use(struct thing *thing) PASSES;
// |                     ^
// |   cure: write UMBRA_INLINE(type, thing_use, (parameters))
// | umbra: 1 error; nothing was written
