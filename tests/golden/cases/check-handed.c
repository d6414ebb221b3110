// SPDX-License-Identifier: GPL-2.0-or-later
// Functions that the kernel finds in what it is handed: where, and of which type.
// ARGS: --checks=all
// HAS check-handed_taps.c: umbra_check_handed("register_thing", thing, &umbra_targets_thing, 0);
// HAS check-handed_taps.c: umbra_check_handed("hook", handler, NULL, 0x
// HAS check-handed_taps.c: { &umbra_targets_thing_ops, "ops", 0, 0x00000000 },
// HAS check-handed_taps.c: { NULL, "open", 0, 0x
// HAS check-handed_taps.c: { NULL, "set", 24, 0x
// HAS check-handed_taps.c: { umbra_address_register_thing, 0x
// HAS check-handed_taps.c: { umbra_entry_opened, 0x
// HAS check-handed_taps.c: umbra_handed_over(&umbra_domain, object, &umbra_targets_thing, thing);
// HAS check-handed_taps.c: "thing_ops", umbra_targets_in_thing_ops, ARRAY_SIZE(umbra_targets_in_thing_ops), 0
// LACKS check-handed_taps.c: "limit"
// LACKS check-handed_taps.c: umbra_check_handed("unregister_thing"
// HAS check-handed_taps.c: umbra_check_handed("try_ops", ops, &umbra_targets_thing_ops, 0);
#include <linux/thing.h>

enum answer { NO, YES };

static int opened(struct thing *thing)
{
	return 0;
}

static enum answer asked(int number, void *cookie)
{
	return YES;
}

static const struct thing_ops ops = { .open = opened }, other = { .open = register_thing };

int start(struct thing *thing, int (*handler)(int, void *),
	  const struct thing_ops *chosen)
{
	thing->ops = chosen ? &ops : &other;
	try_ops(chosen);
	hook(handler ? handler : (int (*)(int, void *))asked, thing);
	return register_thing(thing);
}

void stop(struct thing *thing)
{
	unregister_thing(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
UMBRA_CALL int register_thing(struct thing *thing) TRACKS(thing, thing) CALLS(thing);
UMBRA_CALL void unregister_thing(struct thing *thing) RELEASES(thing, thing);
//--- EXPECT
// exit 0
// | check-handed: 4 call taps (2 written, 0 inferred, 2 default), 2 entry taps (0 written), 0 not covered
// @ check-handed.c
// + #include "check-handed_taps.h"
// - static const struct thing_ops ops = { .open = opened }, other = { .open = register_thing };
// + static const struct thing_ops ops = { .open = umbra_entry_opened }, other = { .open = register_thing };
// - 	thing->ops = chosen ? &ops : &other;
// - 	try_ops(chosen);
// - 	hook(handler ? handler : (int (*)(int, void *))asked, thing);
// - 	return register_thing(thing);
// + 	*UMBRA_W(&thing->ops) = chosen ? &ops : &other;
// + 	umbra_call_try_ops(chosen);
// + 	umbra_call_hook(handler ? handler : (int (*)(int, void *))umbra_entry_asked, thing);
// + 	return umbra_call_register_thing(thing);
// - 	unregister_thing(thing);
// + 	umbra_call_unregister_thing(thing);
// +
// + /* Functions that entry taps call, see check-handed_taps.h. */
// + UMBRA_ENTRY(asked);
// + UMBRA_ENTRY(opened);
