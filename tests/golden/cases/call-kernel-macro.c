// SPDX-License-Identifier: GPL-2.0-or-later
// A call that a kernel macro hides is redirected in the taps' header; the text stays.
// HAS call-kernel-macro_taps.h: #define raw_lock(...) umbra_call_raw_lock(__VA_ARGS__)
// HAS call-kernel-macro_taps.c: #undef raw_lock
#include <linux/thing.h>

static struct lock first;

void start(void)
{
	lock(&first);
	unlock(&first);
}
//--- EXPECT
// exit 0
// | call-kernel-macro: 2 call taps (2 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-kernel-macro.c
// + #include "call-kernel-macro_taps.h"
