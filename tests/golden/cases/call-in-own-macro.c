// SPDX-License-Identifier: GPL-2.0-or-later
// A call in a macro of the driver's is rewritten in the macro, once.
#include <linux/thing.h>

#define POKE_IF(thing) do { if (thing) poke(thing); } while (0)

void start(struct thing *thing)
{
	POKE_IF(thing);
	POKE_IF(thing + 1);
}
//--- EXPECT
// exit 0
// | call-in-own-macro: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-in-own-macro.c
// + #include "call-in-own-macro_taps.h"
// - #define POKE_IF(thing) do { if (thing) poke(thing); } while (0)
// + #define POKE_IF(thing) do { if (thing) umbra_call_poke(thing); } while (0)
