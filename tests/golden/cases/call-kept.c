// SPDX-License-Identifier: GPL-2.0-or-later
// What outlives a failure: kept, given to a restarted driver, forgotten, set aside.
// HAS call-kept_taps.c: umbra_keep_object(&umbra_domain, "thing", result, 0, "%s", name);
// HAS call-kept_taps.c: struct thing *result = umbra_claim_object(&umbra_domain, "thing", 0, "%s", name);
// HAS call-kept_taps.c: result->users = 0;
// HAS call-kept_taps.c: umbra_forget_object(&umbra_domain, thing);
// HAS call-kept_taps.c: umbra_devres_aside(&umbra_domain, (void *)name);
// HAS call-kept_taps.c: umbra_devres_back(&umbra_domain, (void *)name);
#include <linux/thing.h>

void start(void)
{
	unregister_thing(find_thing("a"));
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL struct thing *find_thing(const char *name)
	KEEPS(thing, result, 0, "%s", name) MANAGES((void *)name)
	WHILE_RECOVERING(claim, result->users = 0);
UMBRA_CALL void unregister_thing(struct thing *thing) LOSES(thing) WHILE_RECOVERING(skip);
//--- EXPECT
// exit 0
// | call-kept: 2 call taps (2 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-kept.c
// + #include "call-kept_taps.h"
// - 	unregister_thing(find_thing("a"));
// + 	umbra_call_unregister_thing(umbra_call_find_thing("a"));
