// SPDX-License-Identifier: GPL-2.0-or-later
// The driver's own name of a function, not the alias that the taps use.
// EXIT: 1
// | alias.ko: error: 1 kernel function called without a tap:
// |   kmalloc: called by watchdog (alias.c:14)
#include "module.h"
int kmalloc(int size);

TAP void umbra_call_nothing(void) {}

NOINLINE static int watchdog(void)
{
	/* Not a tail call. */
	return kmalloc(12) + 1;
}
extern __typeof__(watchdog) umbra_fn_watchdog __attribute__((__alias__("watchdog")));
