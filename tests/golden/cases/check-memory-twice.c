// SPDX-License-Identifier: GPL-2.0-or-later
// A count and an address that are to be evaluated once.
// ARGS: --checks=all
void start(char *to, int *n)
{
	__builtin_memset(to++, 0, (*n)++);
}
//--- EXPECT
// exit 0
// | check-memory-twice: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-memory-twice.c
// + #include "check-memory-twice_taps.h"
// - {
// - 	__builtin_memset(to++, 0, (*n)++);
// + { UMBRA_CALLERS(n);
// + 	UMBRA_BYTES(__builtin_memset, to++, 0, (*UMBRA_WS(n))++);
