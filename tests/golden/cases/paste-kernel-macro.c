// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that pastes a function's name.
#include <linux/thing.h>

static int mine_open(struct thing *thing)
{
	return thing->users;
}

static void mine_close(struct thing *thing)
{
	thing->users = 0;
}

DEFINE_THING(mine);
//--- EXPECT
// exit 0
// | paste-kernel-macro: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (1 written), 0 not covered
// @ paste-kernel-macro.c
// + #include "paste-kernel-macro_taps.h"
// - DEFINE_THING(mine);
// + static const struct thing_ops mine_ops = {
// + 	.open = umbra_entry_mine_open,
// + 	.close = umbra_entry_mine_close,
// + };
// +
// + /* Functions that entry taps call, see paste-kernel-macro_taps.h. */
// + UMBRA_ENTRY(mine_close);
// + UMBRA_ENTRY(mine_open);
