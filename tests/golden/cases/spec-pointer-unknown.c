// SPDX-License-Identifier: GPL-2.0-or-later
// EXISTS of what is no pointer, of what there is not, and where there is none.
int nothing;
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int hook(int (*handler)(int number, void *cookie), void *cookie) EXISTS(cooky);
UMBRA_CALL void *thing_alloc(size_t size, int flags) OPAQUE(size);
//--- EXPECT
// exit 1
// | specs/spec.h:7:77: error: 'cooky' is no parameter that is a pointer
// |     UMBRA_CALL int hook(int (*handler)(int number, void *cookie), void *cookie) EXISTS(cooky);
// |                                                                                 ^
// |   cure: these are: handler, cookie
// | specs/spec.h:8:54: error: 'size' is no parameter that is a pointer
// |     UMBRA_CALL void *thing_alloc(size_t size, int flags) OPAQUE(size);
// |                                                          ^
// |   cure: it has none: drop the annotation
// | umbra: 2 errors; nothing was written
