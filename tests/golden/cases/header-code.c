// SPDX-License-Identifier: GPL-2.0-or-later
// Code in a header of the driver's is rewritten there, and the header includes the taps.
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o
//--- driver/one.h
#ifndef ONE_H
#define ONE_H
#include <linux/thing.h>

static inline void poke_twice(struct thing *thing)
{
	poke(thing);
	poke(thing);
}
#endif
//--- driver/one.c
#include "one.h"

void start(struct thing *thing)
{
	poke_twice(thing);
}
//--- EXPECT
// exit 0
// | mod: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ one.c
// + #include "mod_taps.h"
// @ one.h
// + #include "mod_taps.h"
// - 	poke(thing);
// - 	poke(thing);
// + 	umbra_call_poke(thing);
// + 	umbra_call_poke(thing);
