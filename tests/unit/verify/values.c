// SPDX-License-Identifier: GPL-2.0-or-later
// Stores are followed to inline checks, by the values of registers; the same forms
// without one are found, each on its line.
// ARGS: --stores
// EXIT: 1
// | values.ko: every kernel call goes through a tap (1 taps)
// |   values.c:60: a store without a check in moved: `movq $2, 8(%rbx)`
// |   values.c:71: a store without a check in missed: `addl $1, 24(%rbx)`
// |   values.c:68: a store without a check in missed: `movq $2, 8(%rbx)`
// |   values.c:70: a store without a check in missed: `movb $4, 20(%rbx)`
// |   values.c:73: an index without a check in missed: `movl $6, (%rsp,%r12,4)`
// |   values.c:69: a store without a check in missed: `movb %al, 16(%rbx)`
// |   values.c:72: a store without a check in missed: `movw %ax, 28(%rbx,%r12,2)`
// |   values.c:74: a store without a check in missed: `incl 20(%rbx)`
// |   values.c:76: a store without a check in missed: `movups %xmm1, (%rbx)`
// |   values.c:76: a store without a check in missed: `movups %xmm2, 16(%rbx)`
// |   values.c:76: a store without a check in missed: `movups %xmm3, 32(%rbx)`
// |   values.c:77: a store without a check in missed: `movups %xmm0, (%rbp)`
// |   values.c:77: a store without a check in missed: `movups %xmm0, 16(%rbp)`
// |   values.c:77: a store without a check in missed: `movups %xmm0, 32(%rbp)`
// |   values.c:78: a store without a check in missed: `call memcpy`
// | values.ko: error: 15 stores without a check; 10 checked, 0 by their lines, 0 proven, 3 to the stack, 0 to the module's variables, 0 not decided
#include "module.h"
#include "inline_check.h"
struct card {
	long a, b;
	unsigned bits : 3, more : 5;
	union {
		int word;
		char byte;
	};
	int count;
	short list[8];
};
void look(void *at);
void *memcpy(void *to, const void *from, unsigned long size);

TAP void umbra_call_look(void *at)
{
	look(at);
}

struct card checked(struct card *card, struct card *from, long i)
{
	*UMBRA_W(&card->a) = i;
	UMBRA_W(from)->b = 2;
	from->bits = 3;
	from->byte = 4;
	*UMBRA_W(&card->list[i]) = 5;
	for (struct card *each = card; each < from; each++)
		*UMBRA_W(&each->count) = 6;
	*UMBRA_W(card) = *from;
	return *from;
}

NOINLINE void moved(struct card *card, struct card *from)
{
	UMBRA_W(card)->a = 1;
	umbra_call_look(from);
	card->b = 2;
}

NOINLINE void missed(struct card *card, struct card *from, long i)
{
	int local[8];

	umbra_call_look(local);
	card->b = 2;
	card->bits = 3;
	card->byte = 4;
	card->count++;
	card->list[i] = 5;
	local[i] = 6;
	asm volatile("lock; incl %0" : "+m"(card->word));
	umbra_call_look(local);
	*card = *from;
	__builtin_memset(from, 0, sizeof(*from));
	memcpy(card, from, (unsigned long)i);
}
