// SPDX-License-Identifier: GPL-2.0-or-later
// SEALS of a struct that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
SEALS(thingy, name);
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: incomplete definition of type 'struct thingy'
// |     SEALS(thingy, name);
// |     ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
