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
// exit 1
// | driver/paste-kernel-macro.c:15:1: error: the address of 'mine_close' is taken inside of the macro prefix, which puts the name together
// |     DEFINE_THING(mine);
// |     ^
// |   cure: write the macro out here
// | driver/paste-kernel-macro.c:15:1: error: the address of 'mine_open' is taken inside of the macro prefix, which puts the name together
// |     DEFINE_THING(mine);
// |     ^
// |   cure: write the macro out here
// | umbra: 2 errors; nothing was written
