// SPDX-License-Identifier: GPL-2.0-or-later
// Not C.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:48: error: expected ')'
// |     UMBRA_CALL void poke(struct thing *thing PASSES;
// |                                                    ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
