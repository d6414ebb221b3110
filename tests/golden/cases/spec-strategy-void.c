// SPDX-License-Identifier: GPL-2.0-or-later
// An answer of a function that returns nothing.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) WHILE_RECOVERING(busy, 0);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: the function returns nothing, so busy cannot answer 0
// |     UMBRA_CALL void poke(struct thing *thing) WHILE_RECOVERING(busy, 0);
// |                                               ^
// |   cure: use skip
// | umbra: 1 error; nothing was written
