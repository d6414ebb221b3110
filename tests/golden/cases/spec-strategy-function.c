// SPDX-License-Identifier: GPL-2.0-or-later
// reattach without a function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(reattach);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: reattach needs the name of a shadow's function
// |     UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(reattach);
// |                                               ^
// |   cure: write WHILE_RECOVERING(reattach, FUNCTION)
// | umbra: 1 error; nothing was written
