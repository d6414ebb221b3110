// SPDX-License-Identifier: GPL-2.0-or-later
// What is made once is not made again; what was not made yet is.
// HAS spec-made_taps.c: __typeof__(&thing->users) result = umbra_claim_object(&umbra_domain, "users", thing, "%d", 1);
// HAS spec-made_taps.c: if (result) {
// HAS spec-made_taps.c: shadow_poked(&umbra_domain, thing);
// HAS spec-made_taps.c: void shadow_poked(struct umbra_domain *domain, struct thing *thing);
// HAS spec-made_taps.c: umbra_keep_object(&umbra_domain, "users", &thing->users, thing, "%d", 1);
#include <linux/thing.h>

int start(struct thing *thing)
{
	return register_thing(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
void shadow_poked(struct umbra_domain *domain, struct thing *thing);
UMBRA_CALL int register_thing(struct thing *thing) KEEPS(users, &thing->users, thing, "%d", 1)
	WHILE_RECOVERING(made, shadow_poked(&umbra_domain, thing));
//--- EXPECT
// exit 0
// | spec-made: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ spec-made.c
// + #include "spec-made_taps.h"
// - 	return register_thing(thing);
// + 	return umbra_call_register_thing(thing);
