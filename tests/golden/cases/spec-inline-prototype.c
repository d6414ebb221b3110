// SPDX-License-Identifier: GPL-2.0-or-later
// The same of an inline.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_INLINE(int, thing_use, (struct thing *thing)) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: conflicting types for 'thing_use'
// |     UMBRA_INLINE(int, thing_use, (struct thing *thing)) PASSES;
// |     ^
// |   cure: write type and parameters as the kernel does, at KERNEL/include/linux/thing.h:49
// | umbra: 1 error; nothing was written
