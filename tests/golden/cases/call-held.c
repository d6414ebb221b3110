// SPDX-License-Identifier: GPL-2.0-or-later
// A variable that is only called: the compiler may put the kernel's function in its place, so it
// has the tap. What is handed on, or compared, stays the kernel's.
// ARGS: --checks=all
// HAS call-held_taps.c: { umbra_call_poke, 0x
#include <linux/thing.h>

void start(struct thing *thing)
{
	void (*then)(struct thing *) = poke;
	void (*both)(struct thing *) = poke;

	then(thing);
	if (both != poke)
		both(thing);
}
//--- EXPECT
// exit 0
// | call-held: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-held.c
// + #include "call-held_taps.h"
// - 	void (*then)(struct thing *) = poke;
// + 	void (*then)(struct thing *) = umbra_call_poke;
// - 	then(thing);
// + 	UMBRA_ICALL(then, 0x7ec59e29)(thing);
// - 		both(thing);
// + 		UMBRA_ICALL(both, 0x7ec59e29)(thing);
