// SPDX-License-Identifier: GPL-2.0-or-later
// A kind without an object.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void page(void) { }
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: kind 'page' has 0 parameters, expected 1 to 5
// |     UMBRA_KIND void page(void) { }
// |                     ^
// |   cure: the object first, then at most four values captured when it is tracked
// | umbra: 1 error; nothing was written
