// SPDX-License-Identifier: GPL-2.0-or-later
// --strict has nothing against a driver that is covered.
// ARGS: --strict
#include <linux/thing.h>

void *start(void)
{
	return take_memory(1);
}
//--- EXPECT
// exit 0
// | strict-clean: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ strict-clean.c
// + #include "strict-clean_taps.h"
// - 	return take_memory(1);
// + 	return umbra_call_take_memory(1);
