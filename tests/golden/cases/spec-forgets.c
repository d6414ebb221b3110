// SPDX-License-Identifier: GPL-2.0-or-later
// FORGETS without RECORDS.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value, void *more)) FORGETS(!more);
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: FORGETS without RECORDS: there is nothing to forget
// |     UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value, void *more)) FORGETS(!more);
// |     ^
// |   cure: add RECORDS(KEY), the key by which it was recorded
// | umbra: 1 error; nothing was written
