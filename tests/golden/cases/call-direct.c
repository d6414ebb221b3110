// SPDX-License-Identifier: GPL-2.0-or-later
// A call to the kernel becomes a call of its tap; nothing else on the line changes.
// HAS call-direct_taps.h: void umbra_call_poke(struct thing *thing);
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing); /* twice: */ poke(thing);
}
//--- EXPECT
// exit 0
// | call-direct: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-direct.c
// + #include "call-direct_taps.h"
// - 	poke(thing); /* twice: */ poke(thing);
// + 	umbra_call_poke(thing); /* twice: */ umbra_call_poke(thing);
