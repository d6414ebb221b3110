// SPDX-License-Identifier: GPL-2.0-or-later
// Stores: to the stack, to the module's own variables, checked, and two without
// a check: one of them has one that says nothing, which the compiler drops.
// ARGS: --stores
// EXIT: 1
// | stores.ko: every kernel call goes through a tap (1 taps)
// |   stores.c:31: a store without a check in probe: `movq $2, (,%rbx,8)`
// |   stores.c:32: a store without a check in probe: `movq %rax, 16(%rbp)`
// | stores.ko: error: 2 stores without a check; 0 checked, 1 by their lines, 0 proven, 4 to the stack, 1 to the module's variables, 0 not decided
#include "module.h"
#include "check.h"
struct card {
	long a, b, c;
};
long count, list[8];
void look(long *at);

TAP void umbra_call_look(long *at)
{
	look(at);
}

void probe(struct card *card, long i)
{
	long local[4] = { 1, 2, i };

	count = i;
	*UMBRA_W(&card->a) = i;
	card->b = i;
	umbra_call_look(local);
	*UMBRA_W(&list[i]) = 2;
	card->c = local[1];
}
