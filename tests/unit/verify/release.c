// SPDX-License-Identifier: GPL-2.0-or-later
// The section makes a tap, not the name.
// EXIT: 1
// | release.ko: error: 1 kernel function called without a tap:
// |   kfree: called by umbra_release_fragment (release.c:17)
#include "module.h"
void kfree(void *object);

TAP void umbra_release_memory(void **object)
{
	kfree(*object);
}

/* Left where the driver's code is. */
void umbra_release_fragment(void *object)
{
	kfree(object);
}
