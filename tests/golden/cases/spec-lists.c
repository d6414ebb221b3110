// SPDX-License-Identifier: GPL-2.0-or-later
// LISTS of what is no list.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
LISTS(thing, ops);
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: thing.ops does not point to pointers
// |     LISTS(thing, ops);
// |     ^
// |   cure: name a field that does, to structures
// | umbra: 1 error; nothing was written
