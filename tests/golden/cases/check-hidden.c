// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that stores where the driver's text does not say.
// ARGS: --checks=all
#include <linux/stores.h>

void start(void)
{
	count(4);
}
//--- EXPECT
// exit 1
// | driver/check-hidden.c:8:2: error: the macro count stores to memory through a name of its own, which no check can be put around
// |     	count(4);
// |     	^
// |   cure: write the macro out here, or use a function instead of it
// | umbra: 1 error; nothing was written
