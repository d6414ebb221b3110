// SPDX-License-Identifier: GPL-2.0-or-later
// A strategy that there is not, nearly one.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(bussy, 0);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: unknown strategy 'bussy'
// |     UMBRA_CALL int wait_for(int milliseconds) WHILE_RECOVERING(bussy, 0);
// |                                               ^
// |   cure: did you mean 'busy'?
// | umbra: 1 error; nothing was written
