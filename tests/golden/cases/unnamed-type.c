// SPDX-License-Identifier: GPL-2.0-or-later
// A function whose parameter has a type without a name cannot get a tap.
#include <linux/thing.h>

static int handle(int number, struct { int x; } *cookie)
{
	return number;
}

int start(void)
{
	return hook((void *)handle, NULL);
}
//--- EXPECT
// exit 1
// | driver/unnamed-type.c:12:22: error: the type of 'handle' has no name that could be written again
// |     	return hook((void *)handle, NULL);
// |     	                    ^
// |   cure: give the unnamed struct or enum in its parameters a name
// | umbra: 1 error; nothing was written
