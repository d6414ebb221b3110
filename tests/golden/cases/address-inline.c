// SPDX-License-Identifier: GPL-2.0-or-later
// An inline of a header's that is handed over is an entry, too: of the taps' own copy.
// ARGS: --checks=all
// HAS address-inline_taps.c: result = thing_start(thing);
// HAS address-inline_taps.c: { umbra_entry_thing_start, 0x
// HAS address-inline_taps.c: __flatten int umbra_entry_thing_start(struct thing *thing)
// LACKS address-inline_taps.c: umbra_fn_thing_start
#include <linux/thing.h>

static const struct thing_ops ops = { .open = thing_start };

void start(struct thing *thing)
{
	thing->ops = &ops;
	thing_start(thing);
	register_thing(thing);
}
//--- EXPECT
// exit 0
// | address-inline: 2 call taps (1 written, 1 inferred, 0 default), 1 entry taps (1 written), 0 not covered
// @ address-inline.c
// + #include "address-inline_taps.h"
// - static const struct thing_ops ops = { .open = thing_start };
// + static const struct thing_ops ops = { .open = umbra_entry_thing_start };
// - 	thing->ops = &ops;
// - 	thing_start(thing);
// - 	register_thing(thing);
// + 	*UMBRA_W(&thing->ops) = &ops;
// + 	umbra_call_thing_start(thing);
// + 	umbra_call_register_thing(thing);
