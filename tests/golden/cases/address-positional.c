// SPDX-License-Identifier: GPL-2.0-or-later
// A table without field names: places are found by position.
// HAS address-positional_taps.c: .interface = "thing_ops.close",
#include <linux/thing.h>

static int my_open(struct thing *thing)
{
	return thing->users;
}

static void my_close(struct thing *thing)
{
	thing->users = 0;
}

const struct thing_ops ops = { my_open, my_close };
//--- EXPECT
// exit 0
// | address-positional: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (1 written), 0 not covered
// @ address-positional.c
// + #include "address-positional_taps.h"
// - const struct thing_ops ops = { my_open, my_close };
// + const struct thing_ops ops = { umbra_entry_my_open, umbra_entry_my_close };
// +
// + /* Functions that entry taps call, see address-positional_taps.h. */
// + UMBRA_ENTRY(my_close);
// + UMBRA_ENTRY(my_open);
