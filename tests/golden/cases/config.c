// SPDX-License-Identifier: GPL-2.0-or-later
// --config chooses a module.
// ARGS: --config CONFIG_TWO=m
// AFTER: ls out
//--- driver/Kbuild
obj-$(CONFIG_ONE) += one.o
obj-$(CONFIG_TWO) += two.o
//--- driver/one.c
#error not selected
//--- driver/two.c
#include <linux/thing.h>

int start_two(void)
{
	return wait_for(2);
}
//--- EXPECT
// exit 0
// | two: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | Kbuild
// | two.c
// | two_taps.c
// | two_taps.h
// | umbra-report.json
// | umbra.h
// | umbra.symvers
// | umbra_objects.h
// @ two.c
// + #include "two_taps.h"
// - 	return wait_for(2);
// + 	return umbra_call_wait_for(2);
