// SPDX-License-Identifier: GPL-2.0-or-later
// INSTEAD of something that is no function.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int wait_for(int milliseconds) INSTEAD(1 + 2);
//--- EXPECT
// exit 1
// | specs/spec.h:7:43: error: '1 + 2' is not the name of a function
// |     UMBRA_CALL int wait_for(int milliseconds) INSTEAD(1 + 2);
// |                                               ^
// |   cure: name the function of umbra.ko's that is called instead
// | umbra: 1 error; nothing was written
