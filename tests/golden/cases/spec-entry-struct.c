// SPDX-License-Identifier: GPL-2.0-or-later
// An entry of a struct that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_opz, open, (struct thing *thing));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: incomplete definition of type 'struct thing_opz'
// |     UMBRA_ENTRY(int, thing_opz, open, (struct thing *thing));
// |     ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
