// SPDX-License-Identifier: GPL-2.0-or-later
// An address that an assignment stores, and a conditional one.
// HAS address-assigned_taps.c: .interface = "thing_ops.open",
#include <linux/thing.h>

static int quick_open(struct thing *thing)
{
	return 0;
}

static int slow_open(struct thing *thing)
{
	return thing->users;
}

void choose(struct thing_ops *ops, int slow)
{
	ops->open = slow ? slow_open : quick_open;
}
//--- EXPECT
// exit 0
// | address-assigned: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (2 written), 0 not covered
// @ address-assigned.c
// + #include "address-assigned_taps.h"
// - 	ops->open = slow ? slow_open : quick_open;
// + 	ops->open = slow ? umbra_entry_slow_open : umbra_entry_quick_open;
// +
// + /* Functions that entry taps call, see address-assigned_taps.h. */
// + UMBRA_ENTRY(quick_open);
// + UMBRA_ENTRY(slow_open);
