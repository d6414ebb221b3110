// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel stores where a user's memory should be, without looking.
// ARGS: --checks=all
// HAS check-user_taps.c: umbra_check_user(&umbra_domain, "take_for", (const void *)memory, 8);
#include <linux/thing.h>

int start(struct thing *thing, void **user)
{
	return take_for(thing, user);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int take_for(struct thing *thing, void **memory) USER(memory, 8);
//--- EXPECT
// exit 0
// | check-user: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-user.c
// + #include "check-user_taps.h"
// - 	return take_for(thing, user);
// + 	return umbra_call_take_for(thing, user);
