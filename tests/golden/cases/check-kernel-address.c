// SPDX-License-Identifier: GPL-2.0-or-later
// A function of the kernel's whose address the driver takes may be called by it, and handed on.
// ARGS: --checks=all
// HAS check-kernel-address_taps.c: extern void umbra_address_register_thing(void) __asm__("register_thing");
// HAS check-kernel-address_taps.c: { umbra_address_register_thing, 0x
// LACKS check-kernel-address_taps.c: umbra_address_poke
#include <linux/thing.h>

static int (*start_by)(struct thing *) = register_thing;

int start(struct thing *thing)
{
	poke(thing);
	return start_by(thing);
}
//--- EXPECT
// exit 0
// | check-kernel-address: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ check-kernel-address.c
// + #include "check-kernel-address_taps.h"
// - 	poke(thing);
// - 	return start_by(thing);
// + 	umbra_call_poke(thing);
// + 	return UMBRA_ICALL(start_by, 0x215f4045)(thing);
