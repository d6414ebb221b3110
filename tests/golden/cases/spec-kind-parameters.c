// SPDX-License-Identifier: GPL-2.0-or-later
// A kind with too many parameters.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void page(void *a, int b, int c, int d, int e, int f) { }
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: kind 'page' has 6 parameters, expected 1 to 5
// |     UMBRA_KIND void page(void *a, int b, int c, int d, int e, int f) { }
// |                     ^
// |   cure: the object first, then at most four values captured when it is tracked
// | umbra: 1 error; nothing was written
