// SPDX-License-Identifier: GPL-2.0-or-later
// An object where a lock is needed.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(memory, lock);
//--- EXPECT
// exit 1
// | specs/spec.h:8:45: error: kind 'memory' is not a lock, LOCKS needs one
// |     UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(memory, lock);
// |                                                 ^
// |   cure: define it with UMBRA_KIND_LOCK
// | umbra: 1 error; nothing was written
