// SPDX-License-Identifier: GPL-2.0-or-later
// COPIED on a void pointer.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value, void *more COPIED)) RECORDS(0);
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: COPIED on a void pointer says no size
// |     UMBRA_ENTRY(int, thing_ops, set, (struct thing *thing, int *value, void *more COPIED)) RECORDS(0);
// |     ^
// |   cure: write COPIED_BYTES(sizeof(...))
// | umbra: 1 error; nothing was written
