// SPDX-License-Identifier: GPL-2.0-or-later
// Two specs of one entry.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing));
UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing));
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: thing_ops.open has two specs; the other is at specs/spec.h:7
// |     UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing));
// |     ^
// |   cure: keep one of them
// | umbra: 1 error; nothing was written
