/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Specs of the mock kernel, for those tests that bring none of their own. */
#include "umbra_spec.h"
#include <linux/thing.h>

UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_KIND_KEPT void thing(struct thing *thing) { unregister_thing(thing); }
UMBRA_KIND_LOCK void spin(struct lock *lock) { raw_unlock(lock); }

UMBRA_CALL int register_thing(struct thing *thing) TRACKS(thing, thing);
UMBRA_CALL void unregister_thing(struct thing *thing) RELEASES(thing, thing);
UMBRA_CALL void *take_memory(size_t size) TRACKS(memory, result);
UMBRA_CALL void give_memory(const void *memory) RELEASES(memory, memory);
UMBRA_CALL void raw_lock(struct lock *lock) LOCKS(spin, lock);
UMBRA_CALL void raw_unlock(struct lock *lock) UNLOCKS(spin, lock);
UMBRA_CALL int print(const char *format, ...) PASSES;
UMBRA_CALL int print_to(char *to, const char *format, ...)
	NEEDS(to, umbra_printed(8, format, list)) LISTED(vprint_to) PASSES;

UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) WHILE_RECOVERING(block) UNWOUND(-5);
UMBRA_CALLBACK(int, hook, handler, (int number, void *cookie));

SEALS(thing, name);
