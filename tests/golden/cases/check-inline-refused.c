// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that stores at an index that no spec bounds: nobody can tell where.
// ARGS: --checks=all
#include <linux/hub.h>

void start(struct hub *hub, int i)
{
	hub_start_one(hub, i);
}
//--- EXPECT
// exit 1
// | driver/check-inline-refused.c:8:2: error: nobody can tell where the kernel's inline 'hub_start_one' stores: nobody looks at i, which says where
// |     	hub_start_one(hub, i);
// |     	^
// |   cure: add to a spec: UMBRA_INLINE(void, hub_start_one, ...) with IN_USE(address, bytes), BELOW(index, count) or what else says where; or harden with --checks=taps
// | umbra: 1 error; nothing was written
