// SPDX-License-Identifier: GPL-2.0-or-later
// Stores are followed to their check through forms that compilers have, each in turn; and
// to a check that serves a store behind a call, or that is left out for a caller's local
// variable, where the compiler has put the store on a line that has none. Without: named.
// ARGS: --stores
// REPORT: {"modules": [{"name": "followed", "sites": [
// REPORT: {"where": "a.c:1:1", "wrapped": ["followed.c", @FIRST, @FIRST], "verdict": "checked"},
// REPORT: {"where": "a.c:9:1", "wrapped": ["followed.c", @FIRST, @FIRST], "verdict": "merged",
// REPORT:  "into": "a.c:1:1"}]}]}
// EXIT: 1
// | followed.ko: every kernel call goes through a tap (1 taps)
// |   followed.c:95: a store without a check in not_lent: `movq $1, 16(%rdi)`
// |   followed.c:102: a store without a check in not_lent_early: `movq $1, 8(%rdi)`
// |   followed.c:116: a store without a check in not_shared: `movq $1, (%rbx)`
// | followed.ko: error: 3 stores without a check; 7 checked, 2 by their lines, 0 proven, 2 to the stack, 0 to the module's variables, 0 not decided
#include "module.h"
#include "inline_check.h"
#define UMBRA_WS(p) ({ if (__builtin_expect(!callers, 0)) (void)UMBRA_W(p); (p); })
#define STORE(at) __asm__ volatile("movq $1, %0" : "=m"(*(at)))
struct card {
	long a, b;
};
void look(void *at);

TAP void umbra_call_look(void *at)
{
	look(at);
}

NOINLINE void sum(char *at)
{
	char *to = at;

	__asm__ volatile("addq $0x200, %0" : "+a"(to));
	UMBRA_W((struct card *)to);
	STORE((long *)(at + 0x200));
}

NOINLINE void index(long i)
{
	long local[8];

	umbra_call_look(local);
	UMBRA_W(&local[i]);
	STORE(&local[i]);
}

/* What the stack's place holds is not known before it is read. */
NOINLINE void reloaded(struct card *card)
{
	struct card *spilled, *one, *other;

	__asm__ volatile("movl %k1, %0; movl $0, 4%0" : "=m"(spilled) : "r"(card));
	__asm__ volatile("movq %1, %0" : "=r"(one) : "m"(spilled));
	UMBRA_W(one);
	__asm__ volatile("movq %1, %0" : "=r"(other) : "m"(spilled));
	STORE(&other->b);
}

/* Other pointers each way, one as far from the other. */
NOINLINE void apart(char *one, char *two, long i)
{
	char *to = i ? one : two, *field = to + 24;

	__asm__ volatile("" : "+r"(to), "+r"(field));
	if (i > 3) {
		to = two;
		field = two + 24;
		__asm__ volatile("" : : "r"(to), "r"(field));
	}
	UMBRA_W((long *)field);
	STORE((long *)(to + 24));
}

/* Nothing comes back from there, so no call lies between. */
NOINLINE void ends(struct card *card, long i)
{
	UMBRA_W(card);
	__asm__ goto("cmpq $3, %0; jl %l1; call __stack_chk_fail" : : "r"(i) : "cc" : less);
	__builtin_unreachable();
less:
	STORE(&card->b);
}

NOINLINE void lent(long *at, int callers)
{
	UMBRA_WS(at);
	STORE(at);
}

NOINLINE void not_lent(long *at, int callers)
{
	if (__builtin_expect(!callers, 0))
		UMBRA_W(at + 2);
	STORE(at + 2);
}

NOINLINE void not_lent_early(long *at, int callers)
{
	if (!callers)
		UMBRA_W(at + 1);
	STORE(at + 1);
}

NOINLINE void shared(struct card *card)
{
	UMBRA_W(card)->a = 1; /* FIRST */
	umbra_call_look(card);
	STORE(&card->b);
}

NOINLINE void not_shared(struct card *card)
{
	UMBRA_W(card)->b = 1;
	umbra_call_look(card);
	STORE(&card->a);
}
