// SPDX-License-Identifier: GPL-2.0-or-later
// An address that a macro of the driver's own spells.
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return number;
}

#define HOOK(cookie) hook(handle, cookie)

int start(void *cookie)
{
	return HOOK(cookie) + HOOK(NULL);
}
//--- EXPECT
// exit 0
// | address-own-macro: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (1 written), 0 not covered
// @ address-own-macro.c
// + #include "address-own-macro_taps.h"
// - #define HOOK(cookie) hook(handle, cookie)
// + #define HOOK(cookie) umbra_call_hook(umbra_entry_handle, cookie)
// +
// + /* Functions that entry taps call, see address-own-macro_taps.h. */
// + UMBRA_ENTRY(handle);
