// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that stores where no text says, neither the driver's nor the macro's: a bit field's address.
// ARGS: --checks=all
#include <linux/stores.h>

void start(void)
{
	widen(4);
}
//--- EXPECT
// exit 1
// | driver/check-hidden.c:8:2: error: the macro widen stores to memory through a name of its own, which no check can be put around
// |     	widen(4);
// |     	^
// |   cure: write the macro out here, or use a function instead of it
// | umbra: 1 error; nothing was written
