// SPDX-License-Identifier: GPL-2.0-or-later
// The same words cost nothing without the checks.
// LACKS check-owed-taps_taps.c: umbra_missing
// LACKS check-owed-taps_taps.c: umbra_check_sleep
// LACKS check-owed-taps_taps.c: umbra_check_lock
// LACKS check-owed-taps_taps.c: umbra_gift
// LACKS check-owed-taps_taps.c: umbra_bad_result
// LACKS check-owed-taps_taps.c: umbra_used_
#include <linux/thing.h>

static struct lock lock;

int start(struct thing *thing)
{
	raw_lock(&lock);
	give_memory(find_thing("a"));
	wait_for(1);
	raw_unlock(&lock);
	return 0;
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_KIND_LOCK void raw(struct lock *lock) { raw_unlock(lock); }
ONCE(raw);
LOCKED(raw, lock->taken);
UMBRA_CALL void give_memory(const void *memory) RELEASES(memory, memory) DEMANDS(memory, memory);
UMBRA_CALL int wait_for(int milliseconds) SLEEPS;
UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(raw, lock);
UMBRA_CALL void raw_unlock(struct lock *lock) UNLOCKS(raw, lock);
//--- EXPECT
// exit 0
// | check-owed-taps: 5 call taps (4 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ check-owed-taps.c
// + #include "check-owed-taps_taps.h"
// - 	raw_lock(&lock);
// - 	give_memory(find_thing("a"));
// - 	wait_for(1);
// - 	raw_unlock(&lock);
// + 	umbra_call_raw_lock(&lock);
// + 	umbra_call_give_memory(umbra_call_find_thing("a"));
// + 	umbra_call_wait_for(1);
// + 	umbra_call_raw_unlock(&lock);
