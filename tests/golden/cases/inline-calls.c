// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that calls the kernel gets a tap, not what it calls.
// HAS inline-calls_taps.c: that calls register_thing() */
// LACKS inline-calls_taps.h: umbra_call_register_thing
#include <linux/thing.h>

int start(struct thing *thing)
{
	return thing_start(thing);
}
//--- EXPECT
// exit 0
// | inline-calls: 1 call taps (0 written, 1 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ inline-calls.c
// + #include "inline-calls_taps.h"
// - 	return thing_start(thing);
// + 	return umbra_call_thing_start(thing);
