// SPDX-License-Identifier: GPL-2.0-or-later
// Arguments for a function that no spec declares, or that takes others; words that are none.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
void shadow_poked(struct umbra_domain *domain, const char *what);
UMBRA_CALL void poke(struct thing *thing) BEFORE(shadow_poked, "poked", 1);
UMBRA_CALL int wait_for(int milliseconds) AFTER(shadow_waited, milliseconds);
UMBRA_CALL void *take_memory(size_t size) AFTER(shadow_poked, sise);
//--- EXPECT
// exit 1
// | specs/spec.h:8:43: error: 'shadow_poked' takes 2 arguments with the domain, the spec gives it 3
// |     UMBRA_CALL void poke(struct thing *thing) BEFORE(shadow_poked, "poked", 1);
// |                                               ^
// |   cure: make them the same
// | specs/spec.h:9:43: error: 'shadow_waited' is given arguments, but no spec declares it
// |     UMBRA_CALL int wait_for(int milliseconds) AFTER(shadow_waited, milliseconds);
// |                                               ^
// |   cure: declare it; its first parameter is 'struct umbra_domain *domain'
// | specs/spec.h:10:43: error: unknown word 'sise' in AFTER
// |     UMBRA_CALL void *take_memory(size_t size) AFTER(shadow_poked, sise);
// |                                               ^
// |   cure: did you mean 'size'?
// | umbra: 3 errors; nothing was written
