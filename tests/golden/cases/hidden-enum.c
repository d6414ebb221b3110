// SPDX-License-Identifier: GPL-2.0-or-later
// An enum that one .c file has, in a module of several: to the taps it is a number. So is
// what a typedef there stands for.
// HAS mod_taps.h: int umbra_entry_handle(unsigned int number, void *cookie);
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o
//--- driver/one.c
#include <linux/thing.h>

enum event { BEGIN, END };
typedef void *cookie_t;

static int handle(enum event event, cookie_t cookie)
{
	return event;
}

int start(void)
{
	return hook((void *)handle, NULL);
}
//--- EXPECT
// exit 0
// | mod: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (1 written), 0 not covered
// @ one.c
// + #include "mod_taps.h"
// - 	return hook((void *)handle, NULL);
// + 	return umbra_call_hook((void *)umbra_entry_handle, NULL);
// +
// + /* Functions that entry taps call, see mod_taps.h. */
// + UMBRA_ENTRY(handle);
