// SPDX-License-Identifier: GPL-2.0-or-later
// A lock where an object is needed.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_LOCK void spin(struct lock *lock) { raw_unlock(lock); }
UMBRA_CALL void raw_lock(struct lock *lock) TRACKS(spin, lock);
//--- EXPECT
// exit 1
// | specs/spec.h:8:45: error: kind 'spin' is a lock, TRACKS needs an object
// |     UMBRA_CALL void raw_lock(struct lock *lock) TRACKS(spin, lock);
// |                                                 ^
// |   cure: use LOCKS and UNLOCKS for it
// | umbra: 1 error; nothing was written
