// SPDX-License-Identifier: GPL-2.0-or-later
// The report has every call and entry, its rule and what is not covered.
// AFTER: cat out/umbra-report.json
#include <linux/module.h>
#include <linux/thing.h>

static int handle(int number, void *cookie)
{
	return number + thing_users(cookie);
}

int start(struct thing *thing)
{
	poke(thing);
	thing_use(thing);
	return hook(handle, thing) + register_thing(thing) + thing->ops->open(thing);
}
EXPORT_SYMBOL(start);
int table[4];
EXPORT_SYMBOL(table);
//--- EXPECT
// exit 0
// | driver/report.c:20:1: warning: not covered: 'table': exported: other modules use it without a tap
// |     EXPORT_SYMBOL(table);
// |     ^
// | report: 4 call taps (1 written, 1 inferred, 2 default), 2 entry taps (1 written), 1 not covered
// | {
// |   "schema_version": 1,
// |   "generator": "umbra 0.1",
// |   "kernel": "6.1.0-mock",
// |   "modules": [
// |     {
// |       "name": "report",
// |       "sources": [
// |         "report.c"
// |       ],
// |       "calls": [
// |         {
// |           "function": "hook",
// |           "rule": "default",
// |           "calls": 1,
// |           "first": "report.c:16:9",
// |           "through_macros": false
// |         },
// |         {
// |           "function": "poke",
// |           "rule": "default",
// |           "calls": 1,
// |           "first": "report.c:14:2",
// |           "through_macros": false
// |         },
// |         {
// |           "function": "register_thing",
// |           "rule": "written",
// |           "spec": "specs/thing.h:10",
// |           "calls": 1,
// |           "first": "report.c:16:31",
// |           "through_macros": false
// |         },
// |         {
// |           "function": "thing_use",
// |           "rule": "inferred",
// |           "inline": "stores through a pointer",
// |           "calls": 1,
// |           "first": "report.c:15:2",
// |           "through_macros": false
// |         }
// |       ],
// |       "entries": [
// |         {
// |           "function": "handle",
// |           "defined": "report.c:7:12",
// |           "rule": "written",
// |           "spec": "specs/thing.h:21",
// |           "interface": "hook.handler",
// |           "places": [
// |             "hook.handler"
// |           ]
// |         },
// |         {
// |           "function": "start",
// |           "defined": "report.c:12:5",
// |           "rule": "default",
// |           "interface": "EXPORT_SYMBOL",
// |           "places": []
// |         }
// |       ],
// |       "not_covered": [
// |         {
// |           "where": "report.c:20:1",
// |           "what": "table",
// |           "why": "exported: other modules use it without a tap"
// |         }
// |       ],
// |       "pure_inlines": [
// |         "thing_users"
// |       ],
// |       "kernel_addresses": [],
// |       "indirect_calls": 1,
// |       "checks": "taps"
// |     }
// |   ]
// | }
// @ report.c
// + #include "report_taps.h"
// - 	poke(thing);
// - 	thing_use(thing);
// - 	return hook(handle, thing) + register_thing(thing) + thing->ops->open(thing);
// + 	umbra_call_poke(thing);
// + 	umbra_call_thing_use(thing);
// + 	return umbra_call_hook(umbra_entry_handle, thing) + umbra_call_register_thing(thing) + thing->ops->open(thing);
// +
// + /* Functions that entry taps call, see report_taps.h. */
// + UMBRA_ENTRY(handle);
