// SPDX-License-Identifier: GPL-2.0-or-later
// What the compiler calls of its own accord needs no tap.
// FLAGS: -fno-builtin -pg -mfentry
// ARGS: -v
// EXIT: 0
// | helpers.ko: every kernel call goes through a tap (1 taps)
// | helpers.ko: allowed without a tap:
// |   __fentry__: helper, used by probe and 1 more
// |   memset: helper, used by probe
#include "module.h"
void *memset(void *at, int value, unsigned long size);

__attribute__((__no_instrument_function__)) TAP void umbra_call_nothing(void) {}

int remove(int x)
{
	return x + 1;
}

int probe(char *at)
{
	memset(at, 0, 99);
	return at[3];
}
