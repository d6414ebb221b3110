// SPDX-License-Identifier: GPL-2.0-or-later
// Functions in an array that the kernel is handed.
// ARGS: --checks=all
// HAS check-handed-each_taps.c: for (unsigned int i = 0; handlers && i < n; i++)
// HAS check-handed-each_taps.c: umbra_check_handed("hook_all", handlers[i], NULL, 0x
#include <linux/thing.h>

int start(int (*handler)(int, void *), int n)
{
	int (*handlers[2])(int, void *) = { handler, handler };

	return hook_all(handlers, n);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int hook_all(int (**handlers)(int number, void *cookie), int n) CALLS(handlers, n);
//--- EXPECT
// exit 0
// | check-handed-each: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-handed-each.c
// + #include "check-handed-each_taps.h"
// - 	return hook_all(handlers, n);
// + 	return umbra_call_hook_all(handlers, n);
