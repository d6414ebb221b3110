// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that stores to a place which it names itself, from nothing of the
// driver's: the kernel's own store. Not so where the driver has a say in the place.
// ARGS: --checks=all
// HAS umbra-report.json: "why": "the kernel's own place, named by its macro alone"
#include <linux/stores.h>

int start(int state)
{
	set_running_state(state);
	return exchange(&running()->state, 2);
}
//--- EXPECT
// exit 0
// | check-kernels-own: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-kernels-own.c
// + #include "check-kernels-own_taps.h"
// - 	return exchange(&running()->state, 2);
// + 	return exchange(UMBRA_W(&running()->state), 2);
