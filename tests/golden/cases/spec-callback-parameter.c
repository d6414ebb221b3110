// SPDX-License-Identifier: GPL-2.0-or-later
// A callback of a parameter that there is not.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALLBACK(int, hook, handlr, (int number, void *cookie));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: 'hook' has no parameter 'handlr'
// |     UMBRA_CALLBACK(int, hook, handlr, (int number, void *cookie));
// |     ^
// |   cure: its parameters are: handler, cookie
// | umbra: 1 error; nothing was written
