// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that is given a structure: one of which the driver has its own is to be the
// driver's; an object, to be held; another, and what a pointer leads to that is given by its place,
// to be in use.
// ARGS: --checks=all
// AFTER: grep -h 'umbra_check' out/check-inline-object_taps.c; grep -A14 '"stores"' out/umbra-report.json | grep -E 'through|verdict|by"|why'
#include <linux/stores.h>
#include <linux/thing.h>

struct card {
	struct counted counted;
	int number;
};

void start(struct card *card, struct task *task, struct thing *thing)
{
	set_count(&card->counted, 1);
	set_count_of(&card->number, 1);
	set_task(task);
	set_state(&task);
	thing_use(thing);
	give_memory(thing_alloc(4, 0));
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/stores.h>
#include <linux/thing.h>
UMBRA_KIND_MEMORY void thing(struct thing *thing) { unregister_thing(thing); }
MEMORY(thing, thing->name, 16);
WRITES(thing, users);
UMBRA_CALL void *thing_alloc(size_t size, int flags) TRACKS(thing, result);
//--- EXPECT
// exit 0
// | check-inline-object: 7 call taps (1 written, 5 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | 	umbra_check_pointer("give_memory", "memory", memory, UMBRA_POINTER_UNSEEN);
// | 	umbra_check_own(&umbra_domain, "set_count", (const void *)counted, sizeof(*counted));
// | 	umbra_check_own(&umbra_domain, "set_count_of", (const void *)count, sizeof(*count));
// | 		umbra_check_in_use(&umbra_domain, "set_state", (const void *)(&(*task)->state), sizeof(*(&(*task)->state)));
// | 	umbra_check_in_use(&umbra_domain, "set_task", (const void *)task, sizeof(*task));
// | 	umbra_check_object(&umbra_domain, "thing_use", UMBRA_K_thing, "thing", thing, sizeof(*thing));
// |               "through": "counted",
// |               "verdict": "checked",
// |               "by": "umbra_check_own"
// |           "through_macros": false
// |           "inline": "stores through a pointer",
// |               "through": "count",
// |               "verdict": "checked",
// |               "by": "umbra_check_own"
// |           "through_macros": false
// |           "inline": "stores through a pointer",
// |               "verdict": "in use",
// |               "by": "umbra_check_in_use",
// |               "why": "where to, the inline works out itself"
// |           "through_macros": false
// |           "inline": "stores through a pointer",
// |               "through": "task",
// |               "verdict": "in use",
// |               "by": "umbra_check_in_use",
// |               "why": "only the kernel makes a struct task, and no spec says which are the driver's"
// |           "through_macros": false
// |               "through": "thing",
// |               "verdict": "checked",
// |               "by": "umbra_check_object"
// |           "through_macros": false
// @ check-inline-object.c
// + #include "check-inline-object_taps.h"
// - 	set_count(&card->counted, 1);
// - 	set_count_of(&card->number, 1);
// - 	set_task(task);
// - 	set_state(&task);
// - 	thing_use(thing);
// - 	give_memory(thing_alloc(4, 0));
// + 	umbra_call_set_count(&card->counted, 1);
// + 	umbra_call_set_count_of(&card->number, 1);
// + 	umbra_call_set_task(task);
// + 	umbra_call_set_state(&task);
// + 	umbra_call_thing_use(thing);
// + 	umbra_call_give_memory(umbra_call_thing_alloc(4, 0));
