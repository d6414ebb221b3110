// SPDX-License-Identifier: GPL-2.0-or-later
// A claim of what is not kept.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL struct thing *find_thing(const char *name) WHILE_RECOVERING(claim);
//--- EXPECT
// exit 1
// | specs/spec.h:7:55: error: claim without KEEPS
// |     UMBRA_CALL struct thing *find_thing(const char *name) WHILE_RECOVERING(claim);
// |                                                           ^
// |   cure: say what the call KEEPS
// | umbra: 1 error; nothing was written
