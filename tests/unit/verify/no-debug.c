// SPDX-License-Identifier: GPL-2.0-or-later
// Without debug information the function must do.
// FLAGS: -g0
// EXIT: 1
// | no-debug.ko: error: 1 kernel function called without a tap:
// |   kmalloc: called by probe
#include "module.h"
int kmalloc(int size);

TAP void umbra_call_nothing(void) {}

int probe(void)
{
	return kmalloc(12) + 1;
}
