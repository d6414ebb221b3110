// SPDX-License-Identifier: GPL-2.0-or-later
// How objects are released is generated, and recovery's, not the driver's.
// EXIT: 1
// | release.ko: error: 1 kernel function called without a tap:
// |   kfree: called by my_umbra_release_memory (release.c:20)
// |   kfree: called by my_umbra_release_memory (release.c:21)
#include "module.h"
void kfree(void *object);

TAP void umbra_call_nothing(void) {}

void umbra_release_memory(void **object)
{
	kfree(*object);
}

/* The name begins otherwise: the driver's. */
void my_umbra_release_memory(void *object)
{
	kfree(object);
	kfree(object);
}
