// SPDX-License-Identifier: GPL-2.0-or-later
// An annotation without UMBRA_CALL.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
void poke(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:32: error: an annotation without UMBRA_CALL, UMBRA_ENTRY or UMBRA_CALLBACK
// |     void poke(struct thing *thing) PASSES;
// |                                    ^
// |   cure: start the prototype with UMBRA_CALL
// | umbra: 1 error; nothing was written
