// SPDX-License-Identifier: GPL-2.0-or-later
// An annotation of calls, on an entry.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_LOCK void spin(struct lock *lock) { raw_unlock(lock); }
UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) LOCKS(spin, thing);
//--- EXPECT
// exit 1
// | specs/spec.h:8:58: error: this annotation does not fit here: locks
// |     UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) LOCKS(spin, thing);
// |                                                              ^
// |   cure: see docs/specs.md for what a call and an entry may have
// | umbra: 1 error; nothing was written
