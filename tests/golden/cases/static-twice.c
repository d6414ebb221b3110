// SPDX-License-Identifier: GPL-2.0-or-later
// Two files each have a static function of one name: two taps.
// HAS both_taps.h: umbra_entry_one_handle
// HAS both_taps.h: umbra_entry_two_handle
//--- driver/Kbuild
obj-m += both.o
both-y := one.o two.o
//--- driver/one.c
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return number;
}

int start_one(void)
{
	return hook(handle, NULL);
}
//--- driver/two.c
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return -number;
}

int start_two(void)
{
	return hook(handle, NULL);
}
//--- EXPECT
// exit 0
// | both: 1 call taps (0 written, 0 inferred, 1 default), 2 entry taps (2 written), 0 not covered
// @ one.c
// + #include "both_taps.h"
// - 	return hook(handle, NULL);
// + 	return umbra_call_hook(umbra_entry_one_handle, NULL);
// +
// + /* Functions that entry taps call, see both_taps.h. */
// + UMBRA_ENTRY_AS(handle, one_handle);
// @ two.c
// + #include "both_taps.h"
// - 	return hook(handle, NULL);
// + 	return umbra_call_hook(umbra_entry_two_handle, NULL);
// +
// + /* Functions that entry taps call, see both_taps.h. */
// + UMBRA_ENTRY_AS(handle, two_handle);
