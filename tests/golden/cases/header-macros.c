// SPDX-License-Identifier: GPL-2.0-or-later
// A header of the driver's with nothing but macros is written, too.
// HAS one.h: #define POKE(thing) poke(thing)
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o
//--- driver/one.h
#define POKE(thing) poke(thing)
//--- driver/one.c
#include <linux/thing.h>
#include "one.h"

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 0
// | mod: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ one.c
// + #include "mod_taps.h"
// - 	poke(thing);
// + 	umbra_call_poke(thing);
