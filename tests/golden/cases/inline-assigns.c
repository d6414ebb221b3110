// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that assigns to what it is given gets a tap.
#include <linux/thing.h>

void start(struct thing *thing)
{
	thing_reset(thing);
}
//--- EXPECT
// exit 0
// | inline-assigns: 1 call taps (0 written, 1 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ inline-assigns.c
// + #include "inline-assigns_taps.h"
// - 	thing_reset(thing);
// + 	umbra_call_thing_reset(thing);
