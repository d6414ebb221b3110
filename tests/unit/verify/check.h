/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * check.h - a store's check, as umbra_checks.h has it to the reader of machine code: an
 * address is looked at, and a call is made if it is wrong.
 */
void umbra_check_write(const void *address, const void *check);
#define UMBRA_W(p)                                                          \
	({                                                                  \
		__auto_type umbra_p = (p);                                  \
		if (__builtin_expect((unsigned long)umbra_p & 7, 0))        \
			umbra_check_write(umbra_p, 0);                      \
		umbra_p;                                                    \
	})
