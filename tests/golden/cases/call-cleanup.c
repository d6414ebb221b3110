// SPDX-License-Identifier: GPL-2.0-or-later
// What a kernel macro has called where a variable's scope ends is a call of the driver's.
// HAS call-cleanup_taps.h: #define leave_thing umbra_call_leave_thing
#include <linux/module.h>
#include <linux/thing.h>

int start(void)
{
	struct thing *thing leaves(thing) = find_thing("one");

	return thing_users(thing);
}
//--- EXPECT
// exit 0
// | call-cleanup: 2 call taps (0 written, 1 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-cleanup.c
// + #include "call-cleanup_taps.h"
// - 	struct thing *thing leaves(thing) = find_thing("one");
// + 	struct thing *thing leaves(thing) = umbra_call_find_thing("one");
