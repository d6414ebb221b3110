// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_INLINE(void, thing_usse, (struct thing *thing)) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:20: error: use of undeclared identifier 'thing_usse'; did you mean 'thing_use'?
// |     UMBRA_INLINE(void, thing_usse, (struct thing *thing)) PASSES;
// |                        ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
