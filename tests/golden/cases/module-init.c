// SPDX-License-Identifier: GPL-2.0-or-later
// module_init() and module_exit() stay; the taps' header gives them a new meaning.
// HAS module-init_taps.c: .init = umbra_entry_start,
// HAS module-init_taps.c: .exit = umbra_entry_end,
// HAS module-init_taps.h: #define module_init(function) UMBRA_ENTRY(function)
#include <linux/module.h>
#include <linux/thing.h>

static int __init start(void)
{
	return wait_for(1);
}
module_init(start);

static void __exit end(void)
{
	wait_for(2);
}
module_exit(end);
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | module-init: 1 call taps (0 written, 0 inferred, 1 default), 2 entry taps (0 written), 0 not covered
// @ module-init.c
// + #include "module-init_taps.h"
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
// - 	wait_for(2);
// + 	umbra_call_wait_for(2);
