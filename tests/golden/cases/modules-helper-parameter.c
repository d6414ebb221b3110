// SPDX-License-Identifier: GPL-2.0-or-later
// A helper's parameters are called after it, for the module may have the same:
// its objects are told so, and read the taps' header before the parameter.
// HAS Kbuild: user-y := user_taps.o the-helper.o
// HAS Kbuild: CFLAGS_the-helper.o += -DUMBRA_HELPER=\"the-helper\"
// LACKS Kbuild: CFLAGS_user.o +=
//--- driver/Kbuild
obj-m += user.o the-helper.o
//--- driver/core.c
#include <linux/module.h>

static int level;
module_param(level, int, 0444);
//--- driver/the-helper.c
#include "core.c"

int help(int value)
{
	return value + level;
}
EXPORT_SYMBOL(help);
//--- driver/user.c
#include <linux/module.h>
#include <linux/thing.h>

int help(int value);

static int level;
module_param(level, int, 0444);

int start(void)
{
	return wait_for(help(level));
}
//--- EXPECT
// exit 0
// | user: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ core.c
// + #include "user_taps.h"
// @ the-helper.c
// + #include "user_taps.h"
// @ user.c
// + #include "user_taps.h"
// - 	return wait_for(help(level));
// + 	return umbra_call_wait_for(help(level));
