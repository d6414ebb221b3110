// SPDX-License-Identifier: GPL-2.0-or-later
// A store that the compiler has put on the line of the inlined function which gives the
// value: that line stores nothing, the line of the call does, with a check or without; a call
// whose result is returned stores nothing, either.
// ARGS: --stores
// EXIT: 1
// | inlined.ko: every kernel call goes through a tap (1 taps)
// |   inlined.c:35: a store without a check in probe: `movq %rax, 16(%rbx)`
// |   inlined.c:49: cannot be decided: the line stores nothing in tail: `movq $1, (%rdi)`
// |   inlined.c:58: cannot be decided: the line stores nothing in kept: `movq $1, (%rbp)`
// | inlined.ko: error: 1 stores without a check; 0 checked, 1 by their lines, 0 proven, 3 to the stack, 0 to the module's variables, 2 not decided
#include "module.h"
#include "check.h"
struct card {
	long a, b, c;
};
void look(long *at);

TAP void umbra_call_look(long *at)
{
	look(at);
}

static inline __attribute__((__always_inline__)) long more(long i)
{
	return i +
	       3;
}

void probe(struct card *card, long i)
{
	umbra_call_look(&i);
	UMBRA_W(card)->b = more(card->b);
	umbra_call_look(&i);
	card->c = more(i);
}

#define STORED(at) ({ __asm__ volatile("movq $1, %0" : "=m"(*(at))); 1; })
static inline __attribute__((__always_inline__)) long put(struct card *card, long i)
{
	return i + STORED(&card->a);
}

long tail(struct card *card, long i)
{
	if (i > 3)
		umbra_call_look(&i);
	else
		return put(card, i);
	return i;
}

long kept(struct card *card, long i)
{
	long result;

	umbra_call_look(&i);
	result = put(card, i);
	umbra_call_look(&i);
	return result;
}
