// SPDX-License-Identifier: GPL-2.0-or-later
// The disk is full: nothing is left of what was written.
// NEEDS: mount
// BEFORE: mkdir full && mount -t tmpfs -o size=16k tmpfs full
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output full/out driver
// AFTER: ls full
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 3
// | full/out: error: cannot write: umbra-report.json: No space left on device
// |   cure: nothing was changed; make room or choose another OUT
// | umbra: 1 error; nothing was written
