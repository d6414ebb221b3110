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
// exit 1
// | driver/paste-own-macro.c:13:2: error: the address of 'mine_open' is taken inside of the macro prefix, which puts the name together
// |     	TABLE(mine, 1),
// |     	^
// |   cure: write the macro out here
// | driver/paste-own-macro.c:15:2: error: the address of 'mine_open' is taken inside of the macro prefix, which puts the name together
// |     	TABLE(mine, 3),
// |     	^
// |   cure: write the macro out here
// | umbra: 2 errors; nothing was written
