// SPDX-License-Identifier: GPL-2.0-or-later
// Two files of specs name one function: where the other is.
int nothing;
//--- specs/a.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) PASSES;
//--- specs/b.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void poke(struct thing *thing) WHILE_RECOVERING(skip);
//--- EXPECT
// exit 1
// | specs/b.h:11:17: error: 'poke' has two specs; the other is at specs/a.h:7
// |     UMBRA_CALL void poke(struct thing *thing) WHILE_RECOVERING(skip);
// |                     ^
// |   cure: keep one of them
// | umbra: 1 error; nothing was written
