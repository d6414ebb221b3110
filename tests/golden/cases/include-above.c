// SPDX-License-Identifier: GPL-2.0-or-later
// A header above SRC is not taken along: it is read where it is.
// AFTER: sed -n "s,$PWD,HERE,p" out/Kbuild
#include "../above.h"
#include <linux/thing.h>

void start(struct thing *thing)
{
	if (ABOVE)
		poke(thing);
}
//--- above.h
#define ABOVE 1
//--- EXPECT
// exit 0
// | include-above: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | ccflags-y += -IHERE/driver
// @ include-above.c
// + #include "include-above_taps.h"
// - 		poke(thing);
// + 		umbra_call_poke(thing);
