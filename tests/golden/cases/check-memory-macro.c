// SPDX-License-Identifier: GPL-2.0-or-later
// A copy in the driver's own macro, that is given where to, or how much: both as the macro has them.
// ARGS: --checks=all
#include <linux/stores.h>

#define TAKE(to, words) __builtin_memcpy(to, buffer, (words) * \
					 4)
#define WIPE(n) __builtin_memset(buffer, 0, n)

void start(char *to, char *buffer, int n, int m)
{
	TAKE(to, n);
	TAKE(to + 4, m);
	WIPE(n);
	WIPE(m);
}
//--- EXPECT
// exit 0
// | check-memory-macro: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-memory-macro.c
// + #include "check-memory-macro_taps.h"
// - #define TAKE(to, words) __builtin_memcpy(to, buffer, (words) * \
// + #define TAKE(to, words) __builtin_memcpy(UMBRA_WN(to, (words) * 4), buffer, (words) * \
// - #define WIPE(n) __builtin_memset(buffer, 0, n)
// + #define WIPE(n) __builtin_memset(UMBRA_WN(buffer, n), 0, n)
