// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that calls a function which only computes: it cannot stay, as the
// driver's object would call the kernel without a tap.
#include <linux/thing.h>

int start(struct thing *thing)
{
	return thing_checksum(thing);
}
//--- EXPECT
// exit 0
// | inline-calls-pure: 1 call taps (0 written, 1 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ inline-calls-pure.c
// + #include "inline-calls-pure_taps.h"
// - 	return thing_checksum(thing);
// + 	return umbra_call_thing_checksum(thing);
