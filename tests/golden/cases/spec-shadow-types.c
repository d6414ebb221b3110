// SPDX-License-Identifier: GPL-2.0-or-later
// One function of a shadow class, used with two types.
#include <linux/thing.h>

int start(struct thing *thing)
{
	poke(thing);
	return wait_for(1);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>

UMBRA_CALL void poke(struct thing *thing) BEFORE(my_shadow);
UMBRA_CALL int wait_for(int milliseconds) BEFORE(my_shadow);
//--- EXPECT
// exit 1
// | specs/spec.h:15:16: error: 'my_shadow' is used with two types: 'void my_shadow(struct umbra_domain *, struct thing *)' and 'void my_shadow(struct umbra_domain *, int)'
// |     UMBRA_CALL int wait_for(int milliseconds) BEFORE(my_shadow);
// |                    ^
// |   cure: use one function for each
// | umbra: 1 error; nothing was written
