// SPDX-License-Identifier: GPL-2.0-or-later
// The elements of a table are read from another file, in the middle of it: the taps' header is not
// included there.
// AFTER: sed -n "/thing.h>/,/elements/p" out/include-inside.c
#include <linux/thing.h>

static int table[] = {
#include "elements.h"
};

void start(struct thing *thing)
{
	if (table[0])
		poke(thing);
}
//--- driver/elements.h
1, 2, 3
//--- EXPECT
// exit 0
// | include-inside: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | // AFTER: sed -n "/thing.h>/,/elements/p" out/include-inside.c
// | #include <linux/thing.h>
// | #include "include-inside_taps.h"
// |
// | static int table[] = {
// | #include "elements.h"
// @ include-inside.c
// + #include "include-inside_taps.h"
// - 		poke(thing);
// + 		umbra_call_poke(thing);
