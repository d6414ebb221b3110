// SPDX-License-Identifier: GPL-2.0-or-later
// A parameter that is itself const says nothing to a caller: one type with and without.
#include <linux/thing.h>

static int first(struct thing *thing)
{
	return thing_users(thing);
}

static int second(struct thing *const thing)
{
	return thing_users(thing);
}

const struct thing_ops one = { .open = first };
const struct thing_ops other = { .open = second };
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>

UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) WHILE_RECOVERING(recorded, my_shadow);
//--- EXPECT
// exit 0
// | entry-const-parameter: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (2 written), 0 not covered
// @ entry-const-parameter.c
// + #include "entry-const-parameter_taps.h"
// - const struct thing_ops one = { .open = first };
// - const struct thing_ops other = { .open = second };
// + const struct thing_ops one = { .open = umbra_entry_first };
// + const struct thing_ops other = { .open = umbra_entry_second };
// +
// + /* Functions that entry taps call, see entry-const-parameter_taps.h. */
// + UMBRA_ENTRY(first);
// + UMBRA_ENTRY(second);
