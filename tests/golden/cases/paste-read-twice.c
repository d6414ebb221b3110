// SPDX-License-Identifier: GPL-2.0-or-later
// A header that is read twice, and whose macro means another thing each time,
// as those of tracepoints do: it cannot be written out.
#include <linux/thing.h>

#define MAKE(x) static int x##_open(struct thing *thing) { return 1; }
#include "table.h"
#undef MAKE
#define MAKE(x) const struct thing_ops x##_ops = { .open = x##_open };
#include "table.h"
//--- driver/table.h
MAKE(mine)
//--- EXPECT
// exit 1
// | driver/table.h:12:1: error: the address of 'mine_open' is taken inside of the macro MAKE, which puts the name together in another way each time this file is read
// |     MAKE(mine)
// |     ^
// |   cure: write the macro out, or leave it out of the build
// | umbra: 1 error; nothing was written
