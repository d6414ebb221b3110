// SPDX-License-Identifier: GPL-2.0-or-later
// A spec's line is named beside the tap, and what it tracks. What is kept is as old as the call.
// HAS call-written_taps.c: /* written: specs/thing.h:10 */
// HAS call-written_taps.c: umbra_track(&umbra_domain, UMBRA_K_thing, (unsigned long)thing);
// HAS call-written_taps.c: object->stamp = umbra_began;
// HAS umbra-report.json: "spec": "specs/thing.h:10"
#include <linux/thing.h>

int start(struct thing *thing)
{
	return register_thing(thing);
}
//--- EXPECT
// exit 0
// | call-written: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-written.c
// + #include "call-written_taps.h"
// - 	return register_thing(thing);
// + 	return umbra_call_register_thing(thing);
