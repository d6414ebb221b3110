// SPDX-License-Identifier: GPL-2.0-or-later
// A header whose code needs taps cannot serve two modules.
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
// exit 1
// | driver/both.h: error: both one and two have code from this file that needs taps
// |   cure: select one of them with --config
// | umbra: 1 error; nothing was written
