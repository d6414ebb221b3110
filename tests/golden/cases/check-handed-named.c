// SPDX-License-Identifier: GPL-2.0-or-later
// A function that is named is an entry anyway; a table that is named has been read.
// ARGS: --checks=all
// LACKS check-handed-named_taps.c: umbra_check_handed
#include <linux/thing.h>

static int handler(int number, void *cookie)
{
	return 0;
}

static int opened(struct thing *thing)
{
	return 0;
}

static const struct thing_ops ops = { .open = opened };

int start(struct thing *thing)
{
	try_ops(&ops);
	return hook(handler, thing);
}
//--- EXPECT
// exit 0
// | check-handed-named: 2 call taps (0 written, 0 inferred, 2 default), 2 entry taps (2 written), 0 not covered
// @ check-handed-named.c
// + #include "check-handed-named_taps.h"
// - static const struct thing_ops ops = { .open = opened };
// + static const struct thing_ops ops = { .open = umbra_entry_opened };
// - 	try_ops(&ops);
// - 	return hook(handler, thing);
// + 	umbra_call_try_ops(&ops);
// + 	return umbra_call_hook(umbra_entry_handler, thing);
// +
// + /* Functions that entry taps call, see check-handed-named_taps.h. */
// + UMBRA_ENTRY(handler);
// + UMBRA_ENTRY(opened);
