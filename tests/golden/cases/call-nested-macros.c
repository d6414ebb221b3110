// SPDX-License-Identifier: GPL-2.0-or-later
// A call below two macros of the driver's own.
#include <linux/thing.h>

#define INNER(x) poke(x)
#define OUTER(x) do { INNER(x); INNER((x) + 1); } while (0)

void start(struct thing *thing)
{
	OUTER(thing);
}
//--- EXPECT
// exit 0
// | call-nested-macros: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-nested-macros.c
// + #include "call-nested-macros_taps.h"
// - #define INNER(x) poke(x)
// + #define INNER(x) umbra_call_poke(x)
