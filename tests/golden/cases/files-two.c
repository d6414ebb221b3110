// SPDX-License-Identifier: GPL-2.0-or-later
// A module of two files: calls between them are no crossings, taps are one more file.
// HAS Kbuild: both-y += both_taps.o
//--- driver/Kbuild
obj-m += both.o
both-objs := one.o two.o
//--- driver/two.h
#ifndef TWO_H
#define TWO_H
int help(int value);
#endif
//--- driver/one.c
#include <linux/thing.h>
#include "two.h"

int start(void)
{
	return help(wait_for(1));
}
//--- driver/two.c
#include "two.h"

int help(int value)
{
	return value + 1;
}
//--- EXPECT
// exit 0
// | both: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ one.c
// + #include "both_taps.h"
// - 	return help(wait_for(1));
// + 	return help(umbra_call_wait_for(1));
// @ two.c
// + #include "both_taps.h"
