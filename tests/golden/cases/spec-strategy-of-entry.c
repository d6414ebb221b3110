// SPDX-License-Identifier: GPL-2.0-or-later
// A strategy of entries, on a call.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(drop, 0);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: unknown strategy 'drop'
// |     UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(drop, 0);
// |                                               ^
// |   cure: here it can be: claim, made, found, reattach, recorded, skip, busy
// | umbra: 1 error; nothing was written
