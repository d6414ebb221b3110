// SPDX-License-Identifier: GPL-2.0-or-later
// With checks, a function with ... whose spec knows one with a va_list is called by that.
// ARGS: --checks=all
// HAS call-listed_taps.c: va_start(list, format);
// HAS call-listed_taps.c: umbra_check_argument(&umbra_domain, "print_to", (const void *)to, umbra_printed(8, format, list));
// HAS call-listed_taps.c: result = vprint_to(to, format, list);
#include <linux/thing.h>

void start(char *to)
{
	print_to(to, "%d %s", 1, "x");
}
//--- EXPECT
// exit 0
// | call-listed: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-listed.c
// + #include "call-listed_taps.h"
// - 	print_to(to, "%d %s", 1, "x");
// + 	umbra_call_print_to(to, "%d %s", 1, "x");
