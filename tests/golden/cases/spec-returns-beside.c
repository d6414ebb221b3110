// SPDX-License-Identifier: GPL-2.0-or-later
// One operation takes an object in, with its size; another gives it back.
// HAS spec-returns-beside_taps.c: struct umbra_object *object = umbra_track(&umbra_domain, UMBRA_K_memory, (unsigned long)request);
// HAS spec-returns-beside_taps.c: object->arg[0] = (unsigned long)request->length;
// HAS spec-returns-beside_taps.c: umbra_untrack(&umbra_domain, UMBRA_K_memory, (unsigned long)thing);
#include <linux/thing.h>
static int send(struct thing *thing, struct request *request)
{
	return 0;
}
static void close(struct thing *thing)
{
}
const struct thing_ops ops = {.send = send, .close = close};
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory, int size) { give_memory(memory); }
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request))
	TAKES(memory, request, request->length);
UMBRA_ENTRY(void, thing_ops, close, (struct thing *thing)) RETURNS(memory, thing, true);
//--- EXPECT
// exit 0
// | spec-returns-beside: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (2 written), 0 not covered
// @ spec-returns-beside.c
// + #include "spec-returns-beside_taps.h"
// - const struct thing_ops ops = {.send = send, .close = close};
// + const struct thing_ops ops = {.send = umbra_entry_send, .close = umbra_entry_close};
// +
// + /* Functions that entry taps call, see spec-returns-beside_taps.h. */
// + UMBRA_ENTRY(close);
// + UMBRA_ENTRY(send);
