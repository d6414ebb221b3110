// SPDX-License-Identifier: GPL-2.0-or-later
// A function of a shadow class that is given what the spec says, not all arguments.
// HAS spec-shadow-arguments_taps.c: void shadow_poked(struct umbra_domain *domain, const char *what);
// HAS spec-shadow-arguments_taps.c: shadow_poked(&umbra_domain, "poked");
// HAS spec-shadow-arguments_taps.c: if (umbra_ok_int(result))
// HAS spec-shadow-arguments_taps.c: shadow_waited(&umbra_domain, milliseconds, result);
// HAS spec-shadow-arguments_taps.c: void *found = shadow_take(&umbra_domain, size + 1);
#include <linux/thing.h>

int start(struct thing *thing)
{
	poke(thing);
	give_memory(take_memory(8));
	return wait_for(1);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
void shadow_poked(struct umbra_domain *domain, const char *what);
void shadow_waited(struct umbra_domain *domain, int milliseconds, int how);
void *shadow_take(struct umbra_domain *domain, size_t bytes);
UMBRA_CALL void poke(struct thing *thing) BEFORE(shadow_poked, "poked");
UMBRA_CALL int wait_for(int milliseconds) AFTER(shadow_waited, milliseconds, result);
UMBRA_CALL void *take_memory(size_t size) WHILE_RECOVERING(found, shadow_take, size + 1);
//--- EXPECT
// exit 0
// | spec-shadow-arguments: 4 call taps (3 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ spec-shadow-arguments.c
// + #include "spec-shadow-arguments_taps.h"
// - 	poke(thing);
// - 	give_memory(take_memory(8));
// - 	return wait_for(1);
// + 	umbra_call_poke(thing);
// + 	umbra_call_give_memory(umbra_call_take_memory(8));
// + 	return umbra_call_wait_for(1);
