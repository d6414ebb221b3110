// SPDX-License-Identifier: GPL-2.0-or-later
// Two specs of one function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) PASSES;
UMBRA_CALL void poke(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:8:17: error: 'poke' has two specs; the other is at specs/spec.h:7
// |     UMBRA_CALL void poke(struct thing *thing) PASSES;
// |                     ^
// |   cure: keep one of them
// | umbra: 1 error; nothing was written
