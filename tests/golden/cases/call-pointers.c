// SPDX-License-Identifier: GPL-2.0-or-later
// Which pointers a written spec has looked at: what is typed, a lock that must
// exist, what EXISTS and ADDRESS say; not void pointers, nor what is OPAQUE.
// HAS call-pointers_taps.c: umbra_check_pointer("poke", "thing", thing, UMBRA_POINTER_EXISTS);
// HAS call-pointers_taps.c: umbra_check_pointer("raw_lock", "lock", lock, UMBRA_POINTER_EXISTS);
// HAS call-pointers_taps.c: umbra_check_pointer("register_thing", "thing", thing, 0);
// HAS call-pointers_taps.c: if (!(memory == (void *)16))
// HAS call-pointers_taps.c: umbra_check_pointer("give_memory", "memory", memory, 0);
// HAS call-pointers_taps.c: umbra_check_pointer("hook", "cookie", cookie, UMBRA_POINTER_UNSEEN);
// LACKS call-pointers_taps.c: umbra_check_pointer("find_thing"
// LACKS call-pointers_taps.c: umbra_check_pointer("complete_request"
#include <linux/thing.h>

static int handler(int number, void *cookie)
{
	return number;
}

int start(struct thing *thing, struct lock *lock, struct request *request, void *memory)
{
	poke(thing);
	raw_lock(lock);
	give_memory(memory);
	complete_request(request);
	hook(handler, memory);
	return find_thing("it") ? register_thing(thing) : 0;
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SPIN void spin(struct lock *lock) { raw_unlock(lock); }
UMBRA_CALL void poke(struct thing *thing) EXISTS(thing);
UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(spin, lock);
UMBRA_CALL int register_thing(struct thing *thing);
UMBRA_CALL void give_memory(const void *memory) ADDRESS(memory, memory == (void *)16);
UMBRA_CALL struct thing *find_thing(const char *name) OPAQUE(name);
UMBRA_CALL void complete_request(struct request *request) PASSES;
//--- EXPECT
// exit 0
// | call-pointers: 7 call taps (6 written, 0 inferred, 1 default), 1 entry taps (0 written), 0 not covered
// @ call-pointers.c
// + #include "call-pointers_taps.h"
// - 	poke(thing);
// - 	raw_lock(lock);
// - 	give_memory(memory);
// - 	complete_request(request);
// - 	hook(handler, memory);
// - 	return find_thing("it") ? register_thing(thing) : 0;
// + 	umbra_call_poke(thing);
// + 	umbra_call_raw_lock(lock);
// + 	umbra_call_give_memory(memory);
// + 	umbra_call_complete_request(request);
// + 	umbra_call_hook(umbra_entry_handler, memory);
// + 	return umbra_call_find_thing("it") ? umbra_call_register_thing(thing) : 0;
// +
// + /* Functions that entry taps call, see call-pointers_taps.h. */
// + UMBRA_ENTRY(handler);
