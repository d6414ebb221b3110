// SPDX-License-Identifier: GPL-2.0-or-later
// The function is called directly, too: that stays as it is.
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return number;
}

int start(void *cookie)
{
	return handle(0, cookie) + hook(handle, cookie);
}
//--- EXPECT
// exit 0
// | address-and-call: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (1 written), 0 not covered
// @ address-and-call.c
// + #include "address-and-call_taps.h"
// - 	return handle(0, cookie) + hook(handle, cookie);
// + 	return handle(0, cookie) + umbra_call_hook(umbra_entry_handle, cookie);
// +
// + /* Functions that entry taps call, see address-and-call_taps.h. */
// + UMBRA_ENTRY(handle);
