// SPDX-License-Identifier: GPL-2.0-or-later
// BEFORE with something that is no function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) BEFORE(1 + 2);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: '1 + 2' is not the name of a function
// |     UMBRA_CALL void poke(struct thing *thing) BEFORE(1 + 2);
// |                                               ^
// |   cure: name one of a shadow class's functions
// | umbra: 1 error; nothing was written
