// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses in a table of operations; the entry with a spec and the one without.
// HAS address-ops_taps.c: .interface = "thing_ops.open",
// HAS address-ops_taps.c: int umbra_entry_my_open(struct thing *thing)
#include <linux/thing.h>

static int my_open(struct thing *thing)
{
	return thing->users;
}

static void my_close(struct thing *thing)
{
	thing->users = 0;
}

const struct thing_ops ops = {
	.open = my_open,
	.close = &my_close,
};
//--- EXPECT
// exit 0
// | address-ops: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (1 written), 0 not covered
// @ address-ops.c
// + #include "address-ops_taps.h"
// - 	.open = my_open,
// - 	.close = &my_close,
// + 	.open = umbra_entry_my_open,
// + 	.close = &umbra_entry_my_close,
// +
// + /* Functions that entry taps call, see address-ops_taps.h. */
// + UMBRA_ENTRY(my_close);
// + UMBRA_ENTRY(my_open);
