// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that changes nothing stays, and is said in the report.
// HAS umbra-report.json: "thing_users"
// LACKS inline-pure_taps.c: thing_users
#include <linux/thing.h>

int start(struct thing *thing)
{
	return thing_users(thing);
}
//--- EXPECT
// exit 0
// | inline-pure: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ inline-pure.c
// + #include "inline-pure_taps.h"
