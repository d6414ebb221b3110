// SPDX-License-Identifier: GPL-2.0-or-later
// One that is near none.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void frobnicate_everything(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: the kernel's headers do not declare 'frobnicate_everything'
// |     UMBRA_CALL void frobnicate_everything(struct thing *thing) PASSES;
// |                     ^
// |   cure: include the header that declares it, or drop the spec
// | umbra: 1 error; nothing was written
