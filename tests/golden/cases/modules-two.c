// SPDX-License-Identifier: GPL-2.0-or-later
// Two modules of one Kbuild: taps for each.
// AFTER: ls out
//--- driver/Kbuild
obj-m += one.o
obj-m += two.o
//--- driver/one.c
#include <linux/thing.h>

int start_one(void)
{
	return wait_for(1);
}
//--- driver/two.c
#include <linux/thing.h>

int start_two(void)
{
	return wait_for(2);
}
//--- EXPECT
// exit 0
// | one: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | two: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | Kbuild
// | one.c
// | one_taps.c
// | one_taps.h
// | two.c
// | two_taps.c
// | two_taps.h
// | umbra-report.json
// | umbra.h
// | umbra.symvers
// | umbra_objects.h
// @ one.c
// + #include "one_taps.h"
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
// @ two.c
// + #include "two_taps.h"
// - 	return wait_for(2);
// + 	return umbra_call_wait_for(2);
