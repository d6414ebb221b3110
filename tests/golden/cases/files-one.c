// SPDX-License-Identifier: GPL-2.0-or-later
// A module of one file: the taps' source is the module's only object and includes the driver.
// HAS Kbuild: files-one-y := files-one_taps.o
// HAS files-one_taps.c: #include "files-one.c"
#include <linux/thing.h>

int start(void)
{
	return wait_for(1);
}
//--- EXPECT
// exit 0
// | files-one: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ files-one.c
// + #include "files-one_taps.h"
// - 	return wait_for(1);
// + 	return umbra_call_wait_for(1);
