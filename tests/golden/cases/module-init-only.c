// SPDX-License-Identifier: GPL-2.0-or-later
// A driver that cannot be unloaded cannot be when it is wrapped.
// LACKS module-init-only_taps.c: cleanup_module
#include <linux/module.h>
#include <linux/thing.h>

static int start(void)
{
	return wait_for(1);
}
module_init(start);
//--- EXPECT
// exit 0
// | module-init-only: 1 call taps (0 written, 0 inferred, 1 default), 1 entry taps (0 written), 0 not covered
// @ module-init-only.c
// + #include "module-init-only_taps.h"
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
