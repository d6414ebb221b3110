// SPDX-License-Identifier: GPL-2.0-or-later
// A store to a sealed field is checked by what it goes through already.
// ARGS: --checks=all
// HAS umbra-report.json: "by": "UMBRA_SEALED"
#include <linux/thing.h>

void start(struct thing *thing)
{
	thing->name[0] = 'x';
	thing->users = 1;
}
//--- EXPECT
// exit 0
// | check-sealed: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-sealed.c
// + #include "check-sealed_taps.h"
// - 	thing->name[0] = 'x';
// - 	thing->users = 1;
// + 	UMBRA_SEALED(thing->name)[0] = 'x';
// + 	*UMBRA_W(&thing->users) = 1;
