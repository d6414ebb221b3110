// SPDX-License-Identifier: GPL-2.0-or-later
// A call that is recorded, one that undoes it, and something that may not be handed in.
// HAS spec-record_taps.c: if (!value) {
// HAS spec-record_taps.c: umbra_forget(&umbra_domain, &site, (void *)thing, (unsigned long)thing->users);
// HAS spec-record_taps.c: umbra_record(&umbra_domain, &site, (void *)thing, (unsigned long)thing->users, copied, sizes, 1);
// HAS spec-record_taps.c: if (value ? more : NULL)
#include <linux/thing.h>
static int set(struct thing *thing, int *value, void *more)
{
	return 0;
}
const struct thing_ops ops = {.set = set};
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value COPIED, void *more))
	TAKES(memory, value ? more : NULL) RECORDS(thing->users) FORGETS(!value);
//--- EXPECT
// exit 0
// | spec-record: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (1 written), 0 not covered
// @ spec-record.c
// + #include "spec-record_taps.h"
// - const struct thing_ops ops = {.set = set};
// + const struct thing_ops ops = {.set = umbra_entry_set};
// +
// + /* Functions that entry taps call, see spec-record_taps.h. */
// + UMBRA_ENTRY(set);
