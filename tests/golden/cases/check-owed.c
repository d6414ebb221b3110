// SPDX-License-Identifier: GPL-2.0-or-later
// What a driver owes when it calls and when it comes back; the kinds that can tell.
// ARGS: --checks=all
// HAS check-owed_taps.c: umbra_missing(&umbra_domain, "give_memory", UMBRA_K_memory, (unsigned long)memory);
// HAS check-owed_taps.c: umbra_check_absent(&umbra_domain, "register_thing", UMBRA_K_thing, (unsigned long)thing);
// HAS check-owed_taps.c: umbra_check_held(&umbra_domain, "poke", UMBRA_K_thing, (unsigned long)thing);
// HAS check-owed_taps.c: umbra_check_own(&umbra_domain, "complete_request", (const void *)request, sizeof(*request));
// HAS check-owed_taps.c: umbra_check_sleep(&umbra_domain, "wait_for");
// HAS check-owed_taps.c: if (flags & 1)
// LACKS check-owed_taps.c: umbra_check_handed
// HAS check-owed_taps.c: umbra_check_lock(&umbra_domain, "raw_lock", UMBRA_K_raw, (unsigned long)lock);
// LACKS check-owed_taps.c: umbra_check_lock(&umbra_domain, "raw_trylock"
// HAS check-owed_taps.c: UMBRA_KIND_LOCK | UMBRA_KIND_ONCE
// HAS check-owed_taps.c: .used = umbra_used_raw
// HAS check-owed_taps.c: return lock->taken;
// HAS check-owed_taps.c: umbra_gift(&umbra_domain, (const void *)result);
// HAS check-owed_taps.c: umbra_check_leaving(&frame);
// HAS check-owed_taps.c: if (unlikely(!(result <= request->length)))
// HAS check-owed_taps.c: umbra_bad_result(&frame, (long)result);
// HAS check-owed_taps.c: .flags = UMBRA_SITE_DEADLINE | UMBRA_SITE_RESULT,
#include <linux/thing.h>

static struct lock lock;

static int handler(int number, void *cookie)
{
	return number;
}

static int send(struct thing *thing, struct request *request)
{
	void *memory = thing_alloc(8, 1);

	raw_lock(&lock);
	if (raw_trylock(&lock))
		raw_unlock(&lock);
	complete_request(request);
	poke(find_thing("a"));
	give_memory(memory);
	wait_for(1);
	return register_thing(thing);
}

static const struct thing_ops ops = { .send = send };

int start(struct thing *thing)
{
	return hook(handler, 0) + (ops.send != 0);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_KIND void thing(struct thing *thing) { unregister_thing(thing); }
UMBRA_KIND_LOCK void raw(struct lock *lock) { raw_unlock(lock); }
ONCE(raw);
LOCKED(raw, lock->taken);
UMBRA_CALL void *thing_alloc(size_t size, int flags) TRACKS(memory, result) SLEEPS_IF(flags & 1);
UMBRA_CALL void give_memory(const void *memory) RELEASES(memory, memory) DEMANDS(memory, memory);
UMBRA_CALL int register_thing(struct thing *thing) TRACKS(thing, thing) NOT_YET(thing, thing);
UMBRA_CALL void poke(struct thing *thing) DEMANDS(thing, thing);
UMBRA_CALL int wait_for(int milliseconds) SLEEPS;
UMBRA_CALL void complete_request(struct request *request) OWNS(request, sizeof(*request));
UMBRA_CALL int hook(int (*handler)(int number, void *cookie), void *cookie);
UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(raw, lock);
UMBRA_CALL int raw_trylock(struct lock *lock) LOCKS(raw, lock) TRIES;
UMBRA_CALL void raw_unlock(struct lock *lock) UNLOCKS(raw, lock);
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request))
	ALLOWS(result <= request->length) DEADLINE;
//--- EXPECT
// exit 0
// | check-owed: 11 call taps (10 written, 0 inferred, 1 default), 2 entry taps (1 written), 0 not covered
// @ check-owed.c
// + #include "check-owed_taps.h"
// - 	void *memory = thing_alloc(8, 1);
// + 	void *memory = umbra_call_thing_alloc(8, 1);
// - 	raw_lock(&lock);
// - 	if (raw_trylock(&lock))
// - 		raw_unlock(&lock);
// - 	complete_request(request);
// - 	poke(find_thing("a"));
// - 	give_memory(memory);
// - 	wait_for(1);
// - 	return register_thing(thing);
// + 	umbra_call_raw_lock(&lock);
// + 	if (umbra_call_raw_trylock(&lock))
// + 		umbra_call_raw_unlock(&lock);
// + 	umbra_call_complete_request(request);
// + 	umbra_call_poke(umbra_call_find_thing("a"));
// + 	umbra_call_give_memory(memory);
// + 	umbra_call_wait_for(1);
// + 	return umbra_call_register_thing(thing);
// - static const struct thing_ops ops = { .send = send };
// + static const struct thing_ops ops = { .send = umbra_entry_send };
// - 	return hook(handler, 0) + (ops.send != 0);
// + 	return umbra_call_hook(umbra_entry_handler, 0) + (ops.send != 0);
// +
// + /* Functions that entry taps call, see check-owed_taps.h. */
// + UMBRA_ENTRY(handler);
// + UMBRA_ENTRY(send);
