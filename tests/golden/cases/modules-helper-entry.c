// SPDX-License-Identifier: GPL-2.0-or-later
// A helper's function that a kernel header declares is an entry where the other
// module's table has it, by the rule of that place.
// HAS user_taps.c: entry: thing_ops.open, written
//--- driver/Kbuild
obj-m += user.o helper.o
//--- driver/helper.c
#include <linux/module.h>
#include <linux/thing.h>

int register_thing(struct thing *thing)
{
	return 0;
}
EXPORT_SYMBOL(register_thing);
//--- driver/user.c
#include <linux/thing.h>

const struct thing_ops ops = {
	.open = register_thing,
};
//--- EXPECT
// exit 0
// | user: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (1 written), 0 not covered
// @ helper.c
// + #include "user_taps.h"
// +
// + /* Functions that entry taps call, see user_taps.h. */
// + UMBRA_ENTRY(register_thing);
// @ user.c
// + #include "user_taps.h"
// - 	.open = register_thing,
// + 	.open = umbra_entry_register_thing,
