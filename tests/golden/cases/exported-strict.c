// SPDX-License-Identifier: GPL-2.0-or-later
// The same is an error with --strict.
// ARGS: --strict
#include <linux/module.h>
#include <linux/thing.h>

int helper(int value)
{
	return value;
}
EXPORT_SYMBOL(helper);
//--- EXPECT
// exit 1
// | driver/exported-strict.c:11:1: error: not covered: 'helper': exported: other modules call it without a tap
// |     EXPORT_SYMBOL(helper);
// |     ^
// |   cure: drop --strict to accept it
// | umbra: 1 error; nothing was written
