// SPDX-License-Identifier: GPL-2.0-or-later
// What a restarted driver hands over again is looked at and sealed again; what it puts into an
// object, when that begins to live; what it gives back must be from where it says.
// ARGS: --checks=all
// HAS check-again_taps.c: umbra_handed_again(&umbra_domain, UMBRA_K_thing, (unsigned long)thing, &umbra_targets_thing, thing);
// HAS check-again_taps.c: UMBRA_FIELD(thing, users, 0),
// HAS check-again_taps.c: 0, 0, umbra_links_thing, ARRAY_SIZE(umbra_links_thing)
// HAS check-again_taps.c: umbra_keep_targets(&umbra_domain, result, &umbra_targets_thing);
// HAS check-again_taps.c: umbra_filling(&umbra_domain, "poke", thing);
// HAS check-again_taps.c: umbra_filled(&umbra_domain, thing);
// HAS check-again_taps.c: umbra_check_from(&umbra_domain, "give_memory", UMBRA_K_memory, (unsigned long)memory, 
#include <linux/thing.h>

static struct thing own;

static int opened(struct thing *thing)
{
	return 0;
}

static const struct thing_ops ops = { .open = opened };

int start(const void *memory)
{
	struct thing *thing = find_thing("thing");

	own.users = 1;
	thing->ops = &ops;
	poke(thing);
	give_memory(memory);
	return register_thing(&own);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_KEPT void thing(struct thing *thing) { unregister_thing(thing); }
LINKS(thing, users);
UMBRA_CALL int register_thing(struct thing *thing)
	TRACKS(thing, thing) CALLS(thing) WHILE_RECOVERING(reattach, shadow_register);
UMBRA_CALL struct thing *find_thing(const char *name) KEEPS(thing, result, NULL, "%s", name) FILLED;
UMBRA_CALL void poke(struct thing *thing) LIVES(thing);
UMBRA_KIND void memory(const void *address, size_t size) { give_memory(address); }
UMBRA_CALL void give_memory(const void *memory) DEMANDS(memory, memory, 8);
//--- EXPECT
// exit 0
// | check-again: 4 call taps (4 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ check-again.c
// + #include "check-again_taps.h"
// - static const struct thing_ops ops = { .open = opened };
// + static const struct thing_ops ops = { .open = umbra_entry_opened };
// - 	struct thing *thing = find_thing("thing");
// + 	struct thing *thing = umbra_call_find_thing("thing");
// - 	own.users = 1;
// - 	thing->ops = &ops;
// - 	poke(thing);
// - 	give_memory(memory);
// - 	return register_thing(&own);
// + 	*UMBRA_W(&own.users) = 1;
// + 	*UMBRA_W(&thing->ops) = &ops;
// + 	umbra_call_poke(thing);
// + 	umbra_call_give_memory(memory);
// + 	return umbra_call_register_thing(&own);
// +
// + /* Functions that entry taps call, see check-again_taps.h. */
// + UMBRA_ENTRY(opened);
