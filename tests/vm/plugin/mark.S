/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mark.S - a guest program that does nothing but take a snapshot: count.c. */
	.globl _start
_start:
	.byte 0x0f, 0x1f, 0x80, 0x52, 0x42, 0x4d, 0x55	/* nopl 0x554d4252(%rax) */
	mov $60, %eax					/* exit(0) */
	xor %edi, %edi
	syscall
	.section .note.GNU-stack, "", @progbits
