// SPDX-License-Identifier: GPL-2.0-or-later
// A function without a result says nothing by it.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void unregister_thing(struct thing *thing) WHILE_RECOVERING(found, shadow_gone);
//--- EXPECT
// exit 1
// | specs/spec.h:7:55: error: found cannot tell an answer from none by this result
// |     UMBRA_CALL void unregister_thing(struct thing *thing) WHILE_RECOVERING(found, shadow_gone);
// |                                                           ^
// |   cure: use reattach, or a function that returns a pointer or an error
// | umbra: 1 error; nothing was written
