// SPDX-License-Identifier: GPL-2.0-or-later
// A header of two modules whose code needs taps: each has its own there, by a name that its
// objects are given.
// HAS Kbuild: CFLAGS_one_taps.o += -DUMBRA_TAPS=\"$(src)/one_taps.h\"
// HAS Kbuild: CFLAGS_two_taps.o += -DUMBRA_TAPS=\"$(src)/two_taps.h\"
//--- driver/Kbuild
obj-m += one.o two.o
//--- driver/both.h
#include <linux/thing.h>

static inline int both(void)
{
	return wait_for(1);
}
//--- driver/one.c
#include "both.h"

int start_one(void)
{
	return both();
}
//--- driver/two.c
#include "both.h"

int start_two(void)
{
	return both();
}
//--- EXPECT
// exit 0
// | one: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | two: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ both.h
// + #include UMBRA_TAPS
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
// @ one.c
// + #include "one_taps.h"
// @ two.c
// + #include "two_taps.h"
