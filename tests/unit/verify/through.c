// SPDX-License-Identifier: GPL-2.0-or-later
// A call through a pointer that the kernel keeps goes around the taps, too
// (not one through pv_ops: that is the processor's interrupt flag).
// FLAGS: -mindirect-branch=keep
// EXIT: 1
// | through.ko: error: 2 kernel functions called without a tap:
// |   more_ops: called through by probe (through.c:18)
// |   other_ops: called through by probe (through.c:19)
#include "module.h"
extern int (*more_ops)(void);
extern int (*other_ops)(void);

TAP void umbra_call_nothing(void) {}

/* The two forms of addressing, whatever the compiler would choose. */
void probe(void)
{
	__asm__ volatile("call *more_ops(%%rip)" : : : "memory");
	__asm__ volatile("jmp *other_ops" : : : "memory");
}
