// SPDX-License-Identifier: GPL-2.0-or-later
// An address given to a kernel function: its spec is a callback's.
// HAS address-argument_taps.c: .interface = "hook.handler",
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return number;
}

int start(void *cookie)
{
	return hook(handle, cookie);
}
//--- EXPECT
// exit 0
// | address-argument: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (1 written), 0 not covered
// @ address-argument.c
// + #include "address-argument_taps.h"
// - 	return hook(handle, cookie);
// + 	return umbra_call_hook(umbra_entry_handle, cookie);
// +
// + /* Functions that entry taps call, see address-argument_taps.h. */
// + UMBRA_ENTRY(handle);
