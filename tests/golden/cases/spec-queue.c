// SPDX-License-Identifier: GPL-2.0-or-later
// queue without RECORDS.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) WHILE_RECOVERING(queue, 0);
//--- EXPECT
// exit 1
// | specs/spec.h:7:83: error: queue without RECORDS: the call would be lost
// |     UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) WHILE_RECOVERING(queue, 0);
// |                                                                                       ^
// |   cure: add RECORDS() and COPIED on what it needs
// | umbra: 1 error; nothing was written
