// SPDX-License-Identifier: GPL-2.0-or-later
// What is rewritten in the arguments of a macro that is written out, or in its
// body, is rewritten there, too.
#include <linux/thing.h>

#define TABLE(prefix, n) { .open = prefix##_open, .close = my_close, .limit = n }

static int mine_open(struct thing *thing)
{
	return thing->users;
}

static void my_close(struct thing *thing)
{
	thing->users = 0;
}

int start(struct thing *thing)
{
	const struct thing_ops ops = TABLE(mine, wait_for(1));

	return ops.limit;
}
//--- EXPECT
// exit 0
// | paste-argument: 1 call taps (0 written, 0 inferred, 1 default), 2 entry taps (1 written), 0 not covered
// @ paste-argument.c
// + #include "paste-argument_taps.h"
// - #define TABLE(prefix, n) { .open = prefix##_open, .close = my_close, .limit = n }
// + #define TABLE(prefix, n) { .open = prefix##_open, .close = umbra_entry_my_close, .limit = n }
// - 	const struct thing_ops ops = TABLE(mine, wait_for(1));
// + 	const struct thing_ops ops = {
// + 	.open = umbra_entry_mine_open,
// + 	.close = umbra_entry_my_close,
// + 	.limit = umbra_call_wait_for(1)
// + };
// +
// + /* Functions that entry taps call, see paste-argument_taps.h. */
// + UMBRA_ENTRY(mine_open);
// + UMBRA_ENTRY(my_close);
