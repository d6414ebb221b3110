// SPDX-License-Identifier: GPL-2.0-or-later
// Assembly that says what it writes.
// ARGS: --checks=all
void start(int *p)
{
	asm("incl %0" : "+m"(p[2]));
}
//--- EXPECT
// exit 0
// | check-assembly-output: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-assembly-output.c
// + #include "check-assembly-output_taps.h"
// - 	asm("incl %0" : "+m"(p[2]));
// + 	asm("incl %0" : "+m"((*UMBRA_W(&p[2]))));
