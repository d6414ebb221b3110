// SPDX-License-Identifier: GPL-2.0-or-later
// One word of a macro stands for two functions of one name: cannot be written.
//--- driver/Kbuild
obj-m += both.o
both-y := one.o two.o
//--- driver/hook.h
#include <linux/thing.h>
#define HOOK() hook(handle, NULL)
//--- driver/one.c
#include "hook.h"

static int handle(int number, void *cookie)
{
	return number;
}

int start_one(void)
{
	return HOOK();
}
//--- driver/two.c
#include "hook.h"

static int handle(int number, void *cookie)
{
	return -number;
}

int start_two(void)
{
	return HOOK();
}
//--- EXPECT
// exit 1
// | driver/hook.h:8:21: error: two changes of one word: it would also become 'umbra_entry_two_handle'
// |     #define HOOK() hook(handle, NULL)
// |                         ^
// |   cure: name the functions apart, or write the macro out
// | umbra: 1 error; nothing was written
