// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that stores gets a tap.
// HAS inline-stores_taps.c: /* inferred: an inline of include/linux/thing.h that stores through a pointer */
#include <linux/thing.h>

void start(struct thing *thing)
{
	thing_use(thing);
}
//--- EXPECT
// exit 0
// | inline-stores: 1 call taps (0 written, 1 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ inline-stores.c
// + #include "inline-stores_taps.h"
// - 	thing_use(thing);
// + 	umbra_call_thing_use(thing);
