// SPDX-License-Identifier: GPL-2.0-or-later
// A header that the kernel does not have.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
#include <linux/absent.h>
//--- EXPECT
// exit 1
// | specs/spec.h:7:10: error: 'linux/absent.h' file not found
// |     #include <linux/absent.h>
// |              ^
// |   cure: a spec is C: include the kernel header it needs, or mend the line
// | umbra: 1 error; nothing was written
