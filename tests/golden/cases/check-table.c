// SPDX-License-Identifier: GPL-2.0-or-later
// A table of operations may be the kernel's by now, wherever it is: so a store to one by its
// name has a check, for what the kernel calls. A sealed kind says when the kernel uses it.
// ARGS: --checks=all
// HAS check-table_taps.c: int umbra_used_thing(const struct umbra_object *object)
// HAS check-table_taps.c: return thing->users;
// HAS check-table_taps.c: .used = umbra_used_thing
// HAS check-table_taps.c: umbra_handed_over(&umbra_domain, object, &umbra_targets_thing, thing);
#include <linux/thing.h>

static int opened(struct thing *thing)
{
	return 0;
}

struct own_ops {
	int (*open)(struct thing *thing);
};

static struct thing_ops table;
static struct own_ops own;
static struct { struct thing_ops ops; int count; } both;

int start(struct thing *thing)
{
	table.open = opened;
	table.limit = 1;
	own.open = opened;
	both.ops.open = opened;
	both.count = 1;
	table = (struct thing_ops){ .open = opened };
	thing->ops = &table;
	return register_thing(thing);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SEALED void thing(struct thing *thing) { unregister_thing(thing); }
USED(thing, thing->users);
UMBRA_CALL int register_thing(struct thing *thing) TRACKS(thing, thing) CALLS(thing);
//--- EXPECT
// exit 0
// | check-table: 1 call taps (1 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ check-table.c
// + #include "check-table_taps.h"
// - 	table.open = opened;
// + 	*UMBRA_W(&table.open) = umbra_entry_opened;
// - 	own.open = opened;
// - 	both.ops.open = opened;
// + 	own.open = umbra_entry_opened;
// + 	*UMBRA_W(&both.ops.open) = umbra_entry_opened;
// - 	table = (struct thing_ops){ .open = opened };
// - 	thing->ops = &table;
// - 	return register_thing(thing);
// + 	*UMBRA_W(&table) = (struct thing_ops){ .open = umbra_entry_opened };
// + 	*UMBRA_W(&thing->ops) = &table;
// + 	return umbra_call_register_thing(thing);
// +
// + /* Functions that entry taps call, see check-table_taps.h. */
// + UMBRA_ENTRY(opened);
