// SPDX-License-Identifier: GPL-2.0-or-later
// A function that the kernel does not have, nearly one.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void pok(struct thing *thing) PASSES;
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: the kernel's headers do not declare 'pok'
// |     UMBRA_CALL void pok(struct thing *thing) PASSES;
// |                     ^
// |   cure: did you mean 'poke'? Else include the header that declares it
// | umbra: 1 error; nothing was written
