// SPDX-License-Identifier: GPL-2.0-or-later
// A macro of the driver's own that pastes the name of a kernel function it calls.
#include <linux/thing.h>

#define MEMORY(verb, x) verb##_memory(x)

void *start(void)
{
	return MEMORY(take, 1);
}
//--- EXPECT
// exit 0
// | paste-call: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ paste-call.c
// + #include "paste-call_taps.h"
