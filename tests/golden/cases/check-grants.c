// SPDX-License-Identifier: GPL-2.0-or-later
// What a call grants comes with the object that it gives; what the kernel hands in, for the call.
// ARGS: --checks=all
// HAS check-grants_taps.c: umbra_hold(&umbra_domain, object, (const void *)result, size);
// HAS check-grants_taps.c: umbra_check_argument(&umbra_domain, "poke", (const void *)thing, sizeof(*thing));
// HAS check-grants_taps.c: { "thing", umbra_release_thing, 0,
// HAS check-grants_taps.c: .structure = "thing",
// HAS check-grants_taps.c: UMBRA_FIELD(thing, users, 0),
// HAS check-grants_taps.c: UMBRA_FIELD(thing, name, UMBRA_FIELD_SEALED),
// HAS check-grants_taps.c: umbra_registered(&umbra_domain, UMBRA_K_thing, (unsigned long)thing, 1);
// HAS check-grants_taps.c: { request, sizeof(*request), NULL, 0 },
// HAS check-grants_taps.c: umbra_give(&frame, given, ARRAY_SIZE(given));
// LACKS check-grants_taps.c: { thing, sizeof(*thing), NULL, 0 },
#include <linux/thing.h>

static int send(struct thing *thing, struct request *request)
{
	give_memory(take_memory(8));
	return register_thing(thing);
}

static const struct thing_ops ops = { .send = send };

int start(struct thing *thing)
{
	poke(thing);
	return ops.send != 0;
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result) GRANTS(result, size);
UMBRA_CALL void give_memory(const void *memory) RELEASES(memory, memory);
UMBRA_CALL int register_thing(struct thing *thing) TRACKS(thing, thing) REGISTERS(thing, thing);
UMBRA_CALL void poke(struct thing *thing) NEEDS(thing, sizeof(*thing));
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request));
SEALS(thing, name);
WRITES(thing, users);
//--- EXPECT
// exit 0
// | check-grants: 4 call taps (4 written, 0 inferred, 0 default), 1 entry taps (1 written), 0 not covered
// @ check-grants.c
// + #include "check-grants_taps.h"
// - 	give_memory(take_memory(8));
// - 	return register_thing(thing);
// + 	umbra_call_give_memory(umbra_call_take_memory(8));
// + 	return umbra_call_register_thing(thing);
// - static const struct thing_ops ops = { .send = send };
// + static const struct thing_ops ops = { .send = umbra_entry_send };
// - 	poke(thing);
// + 	umbra_call_poke(thing);
// +
// + /* Functions that entry taps call, see check-grants_taps.h. */
// + UMBRA_ENTRY(send);
