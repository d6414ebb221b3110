// SPDX-License-Identifier: GPL-2.0-or-later
// --dry-run checks everything and writes nothing.
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --dry-run driver
// AFTER: ls
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 0
// | dry-run: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | 9 files would be written
// | driver
