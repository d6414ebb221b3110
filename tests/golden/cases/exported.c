// SPDX-License-Identifier: GPL-2.0-or-later
// An exported function: other modules find its entry tap by its name. A variable has
// none: a warning.
// HAS exported_taps.h: extern int helper(int value) __asm__("umbra_fn_helper");
// HAS exported_taps.c: asm(".globl helper; .set helper, umbra_entry_helper");
// HAS exported_taps.c: .interface = "EXPORT_SYMBOL",
#include <linux/module.h>
#include <linux/thing.h>

int table[4];
EXPORT_SYMBOL(table);

int helper(int value)
{
	return value;
}
EXPORT_SYMBOL(helper);
//--- EXPECT
// exit 0
// | driver/exported.c:11:1: warning: not covered: 'table': exported: other modules use it without a tap
// |     EXPORT_SYMBOL(table);
// |     ^
// | exported: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 1 not covered
// @ exported.c
// + #include "exported_taps.h"
