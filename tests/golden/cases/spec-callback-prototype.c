// SPDX-License-Identifier: GPL-2.0-or-later
// A callback with another prototype.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALLBACK(void, hook, handler, (int number, void *cookie));
//--- EXPECT
// exit 1
// | specs/spec.h:7:1: error: the prototype does not match the kernel's: hook.handler is 'int (int, void *)', the spec says 'void (int, void *)'
// |     UMBRA_CALLBACK(void, hook, handler, (int number, void *cookie));
// |     ^
// |   cure: write the parameters as the kernel has them
// | umbra: 1 error; nothing was written
