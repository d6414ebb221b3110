// SPDX-License-Identifier: GPL-2.0-or-later
// RECORDS of a function without parameters.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
struct odd { int (*run)(void); };
UMBRA_ENTRY(int, odd, run, (void)) RECORDS(0);
//--- EXPECT
// exit 1
// | specs/spec.h:8:1: error: RECORDS needs a first parameter, the object
// |     UMBRA_ENTRY(int, odd, run, (void)) RECORDS(0);
// |     ^
// |   cure: drop RECORDS: there is nothing to find the record by
// | umbra: 1 error; nothing was written
