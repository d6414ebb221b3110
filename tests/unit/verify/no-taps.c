// SPDX-License-Identifier: GPL-2.0-or-later
// A module without taps was not wrapped, even if it calls nothing.
// EXIT: 1
// | no-taps.ko: error: no taps: it is not a wrapped driver; wrap its source with `umbra harden`
#include "module.h"

int probe(void)
{
	return 3;
}
