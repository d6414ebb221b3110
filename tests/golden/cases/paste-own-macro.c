// SPDX-License-Identifier: GPL-2.0-or-later
// A macro of the driver's own that pastes a function's name.
#include <linux/thing.h>

#define TABLE(prefix, n) { .open = prefix##_open, .limit = n }

static int mine_open(struct thing *thing)
{
	return thing->users;
}

static const struct thing_ops tables[] = {
	TABLE(mine, 1),
	{ .limit = 2 },
	TABLE(mine, 3),
};

const struct thing_ops *table(int i)
{
	return &tables[i];
}
//--- EXPECT
// exit 0
// | paste-own-macro: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (1 written), 0 not covered
// @ paste-own-macro.c
// + #include "paste-own-macro_taps.h"
// - 	TABLE(mine, 1),
// + 	{ .open = umbra_entry_mine_open, .limit = 1 },
// - 	TABLE(mine, 3),
// + 	{ .open = umbra_entry_mine_open, .limit = 3 },
// +
// + /* Functions that entry taps call, see paste-own-macro_taps.h. */
// + UMBRA_ENTRY(mine_open);
