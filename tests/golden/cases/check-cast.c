// SPDX-License-Identifier: GPL-2.0-or-later
// A function that the driver casts to another type is one of that type, too.
// ARGS: --checks=all
// AFTER: grep ' umbra_entry_.*0x' out/check-cast_taps.c
#include <linux/thing.h>

typedef int (*handler_t)(int number, void *cookie);

static int of_thing(int number, struct thing *thing)
{
	return 0;
}

static int plain(int number, void *cookie)
{
	return 0;
}

int start(struct thing *thing)
{
	hook((handler_t)of_thing, thing);
	return hook(plain, thing);
}
//--- EXPECT
// exit 0
// | check-cast: 1 call taps (0 written, 0 inferred, 1 default), 2 entry taps (2 written), 0 not covered
// | 	{ umbra_entry_of_thing, 0x2a3f9f44 },
// | 	{ umbra_entry_of_thing, 0x2c353785 },
// | 	{ umbra_entry_plain, 0x2a3f9f44 },
// @ check-cast.c
// + #include "check-cast_taps.h"
// - 	hook((handler_t)of_thing, thing);
// - 	return hook(plain, thing);
// + 	umbra_call_hook((handler_t)umbra_entry_of_thing, thing);
// + 	return umbra_call_hook(umbra_entry_plain, thing);
// +
// + /* Functions that entry taps call, see check-cast_taps.h. */
// + UMBRA_ENTRY(of_thing);
// + UMBRA_ENTRY(plain);
