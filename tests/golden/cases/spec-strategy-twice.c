// SPDX-License-Identifier: GPL-2.0-or-later
// Two strategies.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(busy, 0) WHILE_RECOVERING(skip);
//--- EXPECT
// exit 1
// | specs/spec.h:7:69: error: two strategies for one function: busy and skip
// |     UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(busy, 0) WHILE_RECOVERING(skip);
// |                                                                         ^
// |   cure: keep one WHILE_RECOVERING
// | umbra: 1 error; nothing was written
