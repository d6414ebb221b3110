// SPDX-License-Identifier: GPL-2.0-or-later
// Where somebody waits, what he waits in is sealed: after success, and only with checks.
// ARGS: --checks=all
// HAS check-waits_taps.c: umbra_waits_in(&umbra_domain, UMBRA_K_thing, (unsigned long)thing);
// HAS check-waits_taps.c: .used = umbra_used_thing
#include <linux/thing.h>

int start(struct thing *thing)
{
	return wait_in(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SEALED void thing(struct thing *thing) { }
USED(thing, thing->users);
UMBRA_CALL int wait_in(struct thing *thing) WAITS(thing, thing);
//--- EXPECT
// exit 0
// | check-waits: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-waits.c
// + #include "check-waits_taps.h"
// - 	return wait_in(thing);
// + 	return umbra_call_wait_in(thing);
