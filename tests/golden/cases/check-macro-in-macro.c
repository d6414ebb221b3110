// SPDX-License-Identifier: GPL-2.0-or-later
// Macros of the driver's in macros: what is said in the outer one is not known in the inner one, which
// others use as well.
// ARGS: --checks=all
void *memcpy(void *to, const void *from, unsigned long size);
#define AT(buffer, offset) ((char *)(buffer) + (offset))
#define PUT(buffer, value) memcpy(AT(buffer, 4), &value, sizeof(value))
#define GET(buffer) (*(int *)AT(buffer, 4))

int start(void *p, int one, long two)
{
	PUT(p, one);
	PUT(p, two);
	return GET(p);
}
//--- EXPECT
// exit 0
// | check-macro-in-macro: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-macro-in-macro.c
// - #define PUT(buffer, value) memcpy(AT(buffer, 4), &value, sizeof(value))
// + #define PUT(buffer, value) memcpy(UMBRA_WN(AT(buffer, 4), sizeof(value)), &value, sizeof(value))
// + #include "check-macro-in-macro_taps.h"
