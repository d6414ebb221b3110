// SPDX-License-Identifier: GPL-2.0-or-later
// An object that is found is the answer; what nobody has is made.
// HAS spec-found_taps.c: void *found = shadow_take_memory(&umbra_domain, size);
// HAS spec-found_taps.c: if (found)
// HAS spec-found_taps.c: int found = shadow_register_thing(&umbra_domain, thing);
// HAS spec-found_taps.c: if (found != -ENOENT)
#include <linux/thing.h>

int start(struct thing *thing)
{
	give_memory(take_memory(8));
	return register_thing(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL void *take_memory(size_t size) WHILE_RECOVERING(found, shadow_take_memory);
UMBRA_CALL int register_thing(struct thing *thing)
	WHILE_RECOVERING(found, shadow_register_thing);
//--- EXPECT
// exit 0
// | spec-found: 3 call taps (2 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ spec-found.c
// + #include "spec-found_taps.h"
// - 	give_memory(take_memory(8));
// - 	return register_thing(thing);
// + 	umbra_call_give_memory(umbra_call_take_memory(8));
// + 	return umbra_call_register_thing(thing);
