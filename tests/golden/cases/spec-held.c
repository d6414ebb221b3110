// SPDX-License-Identifier: GPL-2.0-or-later
// HELD without a strategy.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) HELD;
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: HELD without WHILE_RECOVERING: nobody answers meanwhile
// |     UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) HELD;
// |     ^
// |   cure: say who does, or drop HELD
// | umbra: 1 error; nothing was written
