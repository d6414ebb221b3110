// SPDX-License-Identifier: GPL-2.0-or-later
// The same function, called by name and through a kernel macro.
#include <linux/thing.h>

static struct lock first;

void start(void)
{
	lock(&first);
	raw_unlock(&first);
	unlock(&first);
}
//--- EXPECT
// exit 0
// | call-both-ways: 2 call taps (2 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-both-ways.c
// + #include "call-both-ways_taps.h"
// - 	raw_unlock(&first);
// + 	umbra_call_raw_unlock(&first);
