// SPDX-License-Identifier: GPL-2.0-or-later
// The same bytes with one thread and with two.
// ARGS: -j1
// ARGS: --checks=all
// AFTER: {umbra} harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output out2 -j2 driver
// AFTER: diff -r out out2 && echo same
//--- driver/Kbuild
obj-m += one.o two.o
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
// | one: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | two: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | same
// @ one.c
// + #include "one_taps.h"
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
// @ two.c
// + #include "two_taps.h"
// - 	return wait_for(2);
// + 	return umbra_call_wait_for(2);
