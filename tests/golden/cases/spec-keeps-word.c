// SPDX-License-Identifier: GPL-2.0-or-later
// KEEPS, LOSES and MANAGES with words that mean nothing.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL struct thing *find_thing(const char *name) KEEPS(thing, result, 0, "%s", nam);
UMBRA_CALL void unregister_thing(struct thing *thing) LOSES(thin) MANAGES();
//--- EXPECT
// exit 1
// | specs/spec.h:7:55: error: unknown word 'nam' in KEEPS
// |     UMBRA_CALL struct thing *find_thing(const char *name) KEEPS(thing, result, 0, "%s", nam);
// |                                                           ^
// |   cure: did you mean 'name'?
// | specs/spec.h:8:55: error: unknown word 'thin' in LOSES
// |     UMBRA_CALL void unregister_thing(struct thing *thing) LOSES(thin) MANAGES();
// |                                                           ^
// |   cure: did you mean 'thing'?
// | specs/spec.h:8:67: error: MANAGES says not of what
// |     UMBRA_CALL void unregister_thing(struct thing *thing) LOSES(thin) MANAGES();
// |                                                                       ^
// |   cure: write MANAGES(parameter)
// | umbra: 3 errors; nothing was written
