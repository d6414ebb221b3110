// SPDX-License-Identifier: GPL-2.0-or-later
// What a pointer leads to may be released before a call and another tracked after it.
// HAS spec-tracks-through_taps.c: umbra_untrack(&umbra_domain, UMBRA_K_memory, (unsigned long)thing->ops)
// HAS spec-tracks-through_taps.c: umbra_track(&umbra_domain, UMBRA_K_memory, (unsigned long)thing->ops)
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(const void *memory) { give_memory(memory); }
UMBRA_CALL void poke(struct thing *thing) TRACKS(memory, thing->ops) RELEASES(memory, thing->ops);
//--- EXPECT
// exit 0
// | spec-tracks-through: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ spec-tracks-through.c
// + #include "spec-tracks-through_taps.h"
// - 	poke(thing);
// + 	umbra_call_poke(thing);
