// SPDX-License-Identifier: GPL-2.0-or-later
// The driver's own name of a function, not the alias that the taps use.
// EXIT: 1
// | alias.ko: error: 1 kernel function called without a tap:
// |   kmalloc: called by probe (alias.c:14)
#include "module.h"
int kmalloc(int size);

TAP void umbra_call_nothing(void) {}

NOINLINE static int probe(void)
{
	/* Not a tail call. */
	return kmalloc(12) + 1;
}
extern __typeof__(probe) umbra_fn_probe __attribute__((__alias__("probe")));
