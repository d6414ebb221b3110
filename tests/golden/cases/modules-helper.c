// SPDX-License-Identifier: GPL-2.0-or-later
// A module that only serves another one becomes part of it.
// HAS Kbuild: user-y := user_taps.o helper.o
// AFTER: ls out
//--- driver/Kbuild
obj-m += user.o helper.o
//--- driver/helper.c
#include <linux/module.h>
#include <linux/thing.h>

int help(int value)
{
	return wait_for(value);
}
EXPORT_SYMBOL(help);
//--- driver/user.c
#include <linux/thing.h>

int help(int value);

int start(void)
{
	return help(1);
}
//--- EXPECT
// exit 0
// | user: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | Kbuild
// | helper.c
// | umbra-report.json
// | umbra.h
// | umbra.symvers
// | umbra_objects.h
// | user.c
// | user_taps.c
// | user_taps.h
// @ helper.c
// + #include "user_taps.h"
// - 	return wait_for(value);
// + 	return umbra_call_wait_for(value);
// @ user.c
// + #include "user_taps.h"
