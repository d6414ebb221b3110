// SPDX-License-Identifier: GPL-2.0-or-later
// An exported function is called by other modules without a tap: a warning.
#include <linux/module.h>
#include <linux/thing.h>

int helper(int value)
{
	return value;
}
EXPORT_SYMBOL(helper);
//--- EXPECT
// exit 0
// | driver/exported.c:10:1: warning: not covered: 'helper': exported: other modules call it without a tap
// |     EXPORT_SYMBOL(helper);
// |     ^
// | exported: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 1 not covered
// @ exported.c
// + #include "exported_taps.h"
