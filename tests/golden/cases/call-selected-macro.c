// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that chooses among functions by type: no "(" follows their names.
// HAS call-selected-macro_taps.h: #define poke umbra_call_poke
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke_any(thing);
}
//--- EXPECT
// exit 0
// | call-selected-macro: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-selected-macro.c
// + #include "call-selected-macro_taps.h"
