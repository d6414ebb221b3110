// SPDX-License-Identifier: GPL-2.0-or-later
// A file that two modules are made of is compiled once: it can have one's taps.
//--- driver/Kbuild
obj-m += one.o two.o
one-y := first.o both.o
two-y := second.o both.o
//--- driver/both.c
#include <linux/thing.h>

int both(void)
{
	return wait_for(1);
}
//--- driver/first.c
int first;
//--- driver/second.c
int second;
//--- EXPECT
// exit 1
// | driver/both.c: error: both one and two are made of this file, which can have the taps of one
// |   cure: select one of them with --config
// | umbra: 1 error; nothing was written
