// SPDX-License-Identifier: GPL-2.0-or-later
// Calls and a tail call around the taps are named with function and line.
// EXIT: 1
// | direct-call.ko: error: 2 kernel functions called without a tap:
// |   kfree: called by remove (direct-call.c:20)
// |   kmalloc: called by probe (direct-call.c:15)
#include "module.h"
int kmalloc(int size);
void kfree(int object);

TAP void umbra_call_nothing(void) {}

int probe(void)
{
	return kmalloc(12) + 1;
}

void remove(void)
{
	kfree(3);
}
