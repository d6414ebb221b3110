// SPDX-License-Identifier: GPL-2.0-or-later
// A type that only the .c file has: the tap is declared there.
#include <linux/thing.h>

typedef struct { int value; } private_t;

static int handle(int number, private_t *cookie)
{
	return cookie->value + number;
}

int start(private_t *cookie)
{
	return hook((int (*)(int, void *))handle, cookie);
}
//--- EXPECT
// exit 0
// | hidden-type: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (1 written), 0 not covered
// @ hidden-type.c
// + #include "hidden-type_taps.h"
// + extern __typeof__(handle) umbra_entry_handle;
// - 	return hook((int (*)(int, void *))handle, cookie);
// + 	return umbra_call_hook((int (*)(int, void *))umbra_entry_handle, cookie);
// +
// + /* Functions that entry taps call, see hidden-type_taps.h. */
// + UMBRA_ENTRY(handle);
