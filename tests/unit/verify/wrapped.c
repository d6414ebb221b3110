// SPDX-License-Identifier: GPL-2.0-or-later
// A driver whose only call of the kernel's goes through its tap.
// EXIT: 0
// | wrapped.ko: every kernel call goes through a tap (1 taps)
#include "module.h"
void *kmalloc(unsigned long size);
void umbra_track_slow(void *object);

TAP void *umbra_call_kmalloc(unsigned long size)
{
	void *result = kmalloc(size);

	umbra_track_slow(result);
	return result;
}

void *probe(void)
{
	return umbra_call_kmalloc(12);
}
