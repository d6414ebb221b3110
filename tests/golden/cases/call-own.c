// SPDX-License-Identifier: GPL-2.0-or-later
// What the driver defines itself is no crossing.
#include <linux/thing.h>

static void inner(struct thing *thing)
{
	thing->users = 0;
}

void start(struct thing *thing)
{
	inner(thing);
}
//--- EXPECT
// exit 0
// | call-own: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-own.c
// + #include "call-own_taps.h"
