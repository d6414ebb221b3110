// SPDX-License-Identifier: GPL-2.0-or-later
// An annotation of entries, on a call.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) HELD;
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: this annotation does not fit here: held
// |     UMBRA_CALL void poke(struct thing *thing) HELD;
// |                                               ^
// |   cure: see docs/specs.md for what a call and an entry may have
// | umbra: 1 error; nothing was written
