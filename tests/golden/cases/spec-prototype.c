// SPDX-License-Identifier: GPL-2.0-or-later
// A prototype that is not the kernel's.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int poke(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:16: error: conflicting types for 'poke'
// |     UMBRA_CALL int poke(struct thing *thing) PASSES;
// |                    ^
// |   cure: write the prototype as the kernel does, at KERNEL/include/linux/thing.h:28
// | umbra: 1 error; nothing was written
