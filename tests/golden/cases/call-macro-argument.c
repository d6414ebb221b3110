// SPDX-License-Identifier: GPL-2.0-or-later
// A call in the argument of a kernel macro is the driver's text.
#include <linux/thing.h>

void start(struct lock *locks)
{
	lock(&locks[wait_for(1)]);
}
//--- EXPECT
// exit 0
// | call-macro-argument: 2 call taps (1 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-macro-argument.c
// + #include "call-macro-argument_taps.h"
// - 	lock(&locks[wait_for(1)]);
// + 	lock(&locks[umbra_call_wait_for(1)]);
