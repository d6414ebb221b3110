// SPDX-License-Identifier: GPL-2.0-or-later
// RETURNS what nothing takes.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND void memory(void *memory) { give_memory(memory); }
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) RETURNS(memory, request, result < 0);
//--- EXPECT
// exit 1
// | specs/spec.h:8:83: error: RETURNS gives back 'request', which nothing takes
// |     UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) RETURNS(memory, request, result < 0);
// |                                                                                       ^
// |   cure: add TAKES(memory, request)
// | umbra: 1 error; nothing was written
