// SPDX-License-Identifier: GPL-2.0-or-later
// A function without a spec whose name says that it allocates: a warning with a line to add.
#include <linux/thing.h>

void *start(void)
{
	return thing_alloc(1, 2);
}
//--- EXPECT
// exit 0
// | driver/warn-unspecified.c:7:9: warning: no spec names 'thing_alloc', which by its name allocates; recovery cannot undo it
// |     	return thing_alloc(1, 2);
// |     	       ^
// |   cure: add to a spec: UMBRA_CALL void *thing_alloc(size_t size, int flags) TRACKS(KIND, result); or PASSES if there is nothing to undo
// | warn-unspecified: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ warn-unspecified.c
// + #include "warn-unspecified_taps.h"
// - 	return thing_alloc(1, 2);
// + 	return umbra_call_thing_alloc(1, 2);
