// SPDX-License-Identifier: GPL-2.0-or-later
// A function with ... gets a tap that jumps on.
// HAS call-variadic_taps.c: jmp print
#include <linux/thing.h>

void start(void)
{
	print("%d %s", 1, "x");
}
//--- EXPECT
// exit 0
// | call-variadic: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-variadic.c
// + #include "call-variadic_taps.h"
// - 	print("%d %s", 1, "x");
// + 	umbra_call_print("%d %s", 1, "x");
