// SPDX-License-Identifier: GPL-2.0-or-later
// A kind without a body.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void page(void *page);
//--- EXPECT
// exit 1
// | specs/spec.h:7:17: error: kind 'page' has no body
// |     UMBRA_KIND void page(void *page);
// |                     ^
// |   cure: say how to let go of one: { release(object); }
// | umbra: 1 error; nothing was written
