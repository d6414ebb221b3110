// SPDX-License-Identifier: GPL-2.0-or-later
// Only what the configuration compiles is known; the other branch stays.
#include <linux/thing.h>

void start(struct thing *thing)
{
#ifdef CONFIG_WAIT
	wait_for(1);
#else
	poke(thing);
#endif
}
//--- EXPECT
// exit 0
// | ifdef-branches: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ ifdef-branches.c
// + #include "ifdef-branches_taps.h"
// - 	poke(thing);
// + 	umbra_call_poke(thing);
