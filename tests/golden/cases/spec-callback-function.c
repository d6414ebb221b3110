// SPDX-License-Identifier: GPL-2.0-or-later
// A callback of a function that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALLBACK(int, hok, handler, (int number, void *cookie));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: the kernel's headers do not declare 'hok'
// |     UMBRA_CALLBACK(int, hok, handler, (int number, void *cookie));
// |     ^
// |   cure: did you mean 'hook'? Else include the header that declares it
// | umbra: 1 error; nothing was written
