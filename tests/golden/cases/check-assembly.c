// SPDX-License-Identifier: GPL-2.0-or-later
// Assembly: an output is a store; a clobber of "memory" could be anything.
// ARGS: --checks=all
void start(int *p)
{
	int local;

	asm("movl $1, %0" : "=m"(local));
	asm("incl %0" : "+m"(p[2]));
	asm volatile("" : : : "memory");
	asm volatile("movl $1, (%0)" : : "r"(p) : "memory");
}
//--- EXPECT
// exit 1
// | driver/check-assembly.c:11:2: error: inline assembly that may write any memory
// |     	asm volatile("movl $1, (%0)" : : "r"(p) : "memory");
// |     	^
// |   cure: use the kernel's own helper for it, or give the memory as an output "=m"
// | umbra: 1 error; nothing was written
