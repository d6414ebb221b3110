// SPDX-License-Identifier: GPL-2.0-or-later
// One that takes a va_list and looks for itself at what it is given (sscanf()).
// ARGS: --checks=all
// HAS call-listed-alone_taps.c: result = vprint(format, list);
#include <linux/thing.h>

void start(void)
{
	print("%d", 1);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int print(const char *format, ...) LISTED(vprint) PASSES;
//--- EXPECT
// exit 0
// | call-listed-alone: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-listed-alone.c
// + #include "call-listed-alone_taps.h"
// - 	print("%d", 1);
// + 	umbra_call_print("%d", 1);
