// SPDX-License-Identifier: GPL-2.0-or-later
// Where an inline finds by itself what it stores to: over an object's pointers, which must be
// held; at an index that the spec bounds; over one that the driver may set, if its spec asks, else
// where that leads when it is called has to be in use, as what a call takes hold of, and what no
// spec bounds, or the inline puts there itself; in
// what names what it is part of; in a variable of its own; in what the kernel gave. What has a
// device is looked for by that.
// ARGS: --checks=all
// AFTER: grep -hE 'umbra_check_(object|below|bound|argument|in_use)' out/check-inline-found_taps.c; grep -hE '"(function|through|over|to|verdict|by|why)"' out/umbra-report.json | sed 's/^ *//'
#include <linux/hub.h>

struct hub *start(struct queue *queue, struct unit *unit, int i)
{
	struct hub *hub = hub_alloc(4);

	hub_start(hub);
	hub_stop_one(hub, i);
	hub_put(hub, 1);
	hub_fill(hub, 1);
	queue_start(queue);
	hub_once();
	hub_hold(hub);
	hub_ask(i, unit);
	unit_set(unit, hub);
	hub_start_one(hub, i);
	chain_before(&unit->list, &hub->list);
	return hub_new(4);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/hub.h>
UMBRA_KIND void hub(struct hub *hub) { hub_fill(hub, 0); }
WRITES(hub, data);
PART(queue, hub);
DEVICE(unit, device);
UMBRA_CALL struct hub *hub_alloc(int n) TRACKS(hub, result);
UMBRA_INLINE(void, hub_stop_one, (struct hub *hub, int i)) BELOW(i, hub->n) PASSES;
UMBRA_INLINE(void, hub_fill, (struct hub *hub, int value)) NEEDS(hub->data, sizeof(int)) PASSES;
UMBRA_INLINE(void, hub_hold, (struct hub *hub)) TRACKS(hub, hub) PASSES;
UMBRA_INLINE(void, hub_ask, (int number, void *cookie)) OPAQUE(cookie) PASSES;
//--- EXPECT
// exit 0
// | check-inline-found: 12 call taps (4 written, 8 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | 	umbra_check_in_use(&umbra_domain, "chain_before", (const void *)new, sizeof(*new));
// | 	umbra_check_in_use(&umbra_domain, "chain_before", (const void *)head, sizeof(*head));
// | 	umbra_check_argument(&umbra_domain, "hub_fill", (const void *)hub->data, sizeof(int));
// | 	umbra_check_in_use(&umbra_domain, "hub_hold", (const void *)hub, sizeof(*hub));
// | 		umbra_check_in_use(&umbra_domain, "hub_put", (const void *)hub->data, sizeof(*hub->data));
// | 	umbra_check_object(&umbra_domain, "hub_start", UMBRA_K_hub, "hub", hub, 0);
// | 		umbra_check_in_use(&umbra_domain, "hub_start_one", (const void *)(&(&((struct hub *)hub)->queue[i])->state), sizeof(*(&(&((struct hub *)hub)->queue[i])->state)));
// | 	umbra_check_object(&umbra_domain, "hub_stop_one", UMBRA_K_hub, "hub", hub, 0);
// | 	umbra_check_below(&umbra_domain, "hub_stop_one", i, hub->n);
// | 	umbra_check_object(&umbra_domain, "queue_start", UMBRA_K_hub, "hub", (queue->hub ?: (struct hub *)queue), 0);
// | 	umbra_check_bound(&umbra_domain, "unit_set", (const void *)unit, (const void *)&unit->device);
// | "function": "chain_before",
// | "through": "new",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "only the kernel makes a struct chained, and no spec says which are the driver's"
// | "through": "head",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "only the kernel makes a struct chained, and no spec says which are the driver's"
// | "through": "new",
// | "over": "chained.prev",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "only the kernel makes a struct chained, and no spec says which are the driver's"
// | "function": "hub_ask",
// | "through": "cookie",
// | "verdict": "proven",
// | "why": "it is only handed on, and its spec says OPAQUE"
// | "function": "hub_fill",
// | "through": "hub",
// | "over": "hub.data",
// | "verdict": "checked",
// | "by": "its spec"
// | "function": "hub_hold",
// | "through": "hub",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "by the call the driver takes hold of it: whatever it is given"
// | "function": "hub_new",
// | "to": "hub_alloc()",
// | "verdict": "proven",
// | "why": "what the kernel's function gives it"
// | "function": "hub_once",
// | "to": "once",
// | "verdict": "proven",
// | "why": "a variable that it names, or what that leads to"
// | "function": "hub_put",
// | "through": "hub",
// | "over": "hub.data",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "the driver may set hub.data"
// | "function": "hub_start",
// | "through": "hub",
// | "over": "hub.queue",
// | "verdict": "checked",
// | "by": "umbra_check_object"
// | "function": "hub_start_one",
// | "through": "hub",
// | "over": "hub.queue",
// | "verdict": "in use",
// | "by": "umbra_check_in_use",
// | "why": "nobody looks at i, which says where"
// | "function": "hub_stop_one",
// | "through": "hub",
// | "over": "hub.queue",
// | "verdict": "checked",
// | "by": "umbra_check_object"
// | "function": "queue_start",
// | "through": "queue",
// | "verdict": "checked",
// | "by": "umbra_check_object"
// | "function": "unit_set",
// | "through": "unit",
// | "verdict": "checked",
// | "by": "umbra_check_bound"
// @ check-inline-found.c
// + #include "check-inline-found_taps.h"
// - 	hub_start(hub);
// - 	hub_stop_one(hub, i);
// - 	hub_put(hub, 1);
// - 	hub_fill(hub, 1);
// - 	queue_start(queue);
// - 	hub_once();
// - 	hub_hold(hub);
// - 	hub_ask(i, unit);
// - 	unit_set(unit, hub);
// - 	hub_start_one(hub, i);
// - 	chain_before(&unit->list, &hub->list);
// - 	return hub_new(4);
// + 	umbra_call_hub_start(hub);
// + 	umbra_call_hub_stop_one(hub, i);
// + 	umbra_call_hub_put(hub, 1);
// + 	umbra_call_hub_fill(hub, 1);
// + 	umbra_call_queue_start(queue);
// + 	umbra_call_hub_once();
// + 	umbra_call_hub_hold(hub);
// + 	umbra_call_hub_ask(i, unit);
// + 	umbra_call_unit_set(unit, hub);
// + 	umbra_call_hub_start_one(hub, i);
// + 	umbra_call_chain_before(&unit->list, &hub->list);
// + 	return umbra_call_hub_new(4);
