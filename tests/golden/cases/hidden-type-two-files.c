// SPDX-License-Identifier: GPL-2.0-or-later
// A type that one .c file has, in a module of several: the taps cannot see it.
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o
//--- driver/one.c
#include <linux/thing.h>

typedef struct { int x; } private_t;

static int handle(int number, private_t *cookie)
{
	return number;
}

int start(void)
{
	return hook((void *)handle, NULL);
}
//--- EXPECT
// exit 1
// | driver/one.c:18:22: error: the type of 'handle' is defined in a .c file, where its tap cannot see it
// |     	return hook((void *)handle, NULL);
// |     	                    ^
// |   cure: move the type to a header of the driver
// | umbra: 1 error; nothing was written
