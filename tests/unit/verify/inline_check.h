/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inline_check.h - a store's check as umbra_checks.h has it inline: what it looks at is said
 * in .umbra_checks, by the end of its call.
 */
#define UMBRA_W(p)                                                                       \
	({                                                                               \
		__auto_type umbra_p = (p);                                               \
		asm volatile("btl %k[at], umbra_map_bits\n\tjc 2f\n\t"                    \
			     "call umbra_check_%V[at]\n2:\n\t"                           \
			     ".pushsection .umbra_checks, \"aw\"\n\t"                    \
			     ".quad 2b, 0, %c[bytes]\n\t.popsection"                     \
			     :: [at] "r"(umbra_p), [bytes] "i"(sizeof(*umbra_p))         \
			     : "memory", "cc");                                          \
		umbra_p;                                                                 \
	})
