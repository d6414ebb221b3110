// SPDX-License-Identifier: GPL-2.0-or-later
// COPIED without RECORDS.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value COPIED, void *more));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: COPIED without RECORDS: nothing is recorded
// |     UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value COPIED, void *more));
// |     ^
// |   cure: add RECORDS()
// | umbra: 1 error; nothing was written
