// SPDX-License-Identifier: GPL-2.0-or-later
// PASSES and WHILE_RECOVERING.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) PASSES WHILE_RECOVERING(skip);
//--- EXPECT
// exit 1
// | specs/spec.h:7:50: error: PASSES contradicts WHILE_RECOVERING: a tap that only passes on asks nobody
// |     UMBRA_CALL int wait_for(int milliseconds) PASSES WHILE_RECOVERING(skip);
// |                                                      ^
// |   cure: drop one of them
// | umbra: 1 error; nothing was written
