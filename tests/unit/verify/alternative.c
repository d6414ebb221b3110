// SPDX-License-Identifier: GPL-2.0-or-later
// Code that replaces other code belongs to where it goes: here once into a tap,
// which is fine, and once into the driver.
// EXIT: 1
// | alternative.ko: error: 1 kernel function called without a tap:
// |   copy_fast: called by probe (alternative.c:26)
#include "module.h"

#define PATCH(function)                                     \
	"1: nop; nop; nop; nop; nop\n"                      \
	".pushsection .altinstructions,\"a\"\n"             \
	".long 1b - ., 2f - .\n.word 0\n.byte 5, 5\n"       \
	".popsection\n"                                     \
	".pushsection .altinstr_replacement,\"ax\"\n"       \
	"2: call " #function "\n"                           \
	".popsection\n"

TAP void umbra_call_copy(void)
{
	__asm__ volatile(PATCH(copy_slow) : : : "memory");
}

/* Calls by replacement only. */
void probe(void)
{
	__asm__ volatile(PATCH(copy_fast) : : : "memory");
}
