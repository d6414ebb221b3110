// SPDX-License-Identifier: GPL-2.0-or-later
// busy without an answer.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(busy);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: busy says no answer
// |     UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(busy);
// |                                               ^
// |   cure: write WHILE_RECOVERING(busy, VALUE)
// | umbra: 1 error; nothing was written
