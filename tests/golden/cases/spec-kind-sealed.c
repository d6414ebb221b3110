// SPDX-License-Identifier: GPL-2.0-or-later
// A sealed kind that is not memory.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_KIND_SEALED void number(unsigned long number) { wait_for(number); }
//--- EXPECT
// exit 1
// | specs/spec.h:7:24: error: kind 'number' seals what is not memory of a known size
// |     UMBRA_KIND_SEALED void number(unsigned long number) { wait_for(number); }
// |                            ^
// |   cure: its first parameter must point to a structure that the kernel's headers define
// | umbra: 1 error; nothing was written
