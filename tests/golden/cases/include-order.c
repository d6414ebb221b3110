// SPDX-License-Identifier: GPL-2.0-or-later
// The taps' header comes after the last #include that code depends on, outside of #if.
#include <linux/module.h>
#ifdef CONFIG_THING
#include <linux/thing.h>
#else
#include <linux/thing.h>
#endif

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 0
// | include-order: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ include-order.c
// + #include "include-order_taps.h"
// - 	poke(thing);
// + 	umbra_call_poke(thing);
