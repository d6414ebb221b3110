// SPDX-License-Identifier: GPL-2.0-or-later
// Stores through pointers, in all the ways there are to write one.
// ARGS: --checks=all
struct inner {
	int a, b;
};
struct outer {
	struct inner one, two, *other;
	int array[4];
	union {
		int number;
		unsigned char byte[4];
	};
};

int next(void);

int count(int *done, int *left, int n)
{
	while (n--)
		(*done)++;
	*done = -1;
	*left = 0;
	return n;
}

void start(struct outer *p, int *numbers, int i, struct outer **pp)
{
	p->one.a = 1;
	next();
	p->one.b += 2;
	next();
	p->array[i]++;
	--p->number;
	p->other->a = p->other->b = 3;
	*numbers = 4;
	*numbers++ = 5;
	*(numbers + i) = 6;
	(*numbers)--;
	numbers[i] |= 7;
	(*pp)->byte[2] = 8;
	p->one = p->two;
	*p = **pp;
	((struct inner *)numbers)->a = 9;
	*(short *)numbers = 10;
	if (i ? (p->two.b = i) : 0)
		*(i ? &p->one.a : numbers) = 11;
}
//--- EXPECT
// exit 0
// | check-store: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-store.c
// + #include "check-store_taps.h"
// - {
// + { UMBRA_CALLERS(done); UMBRA_CALLERS(left);
// - 		(*done)++;
// - 	*done = -1;
// - 	*left = 0;
// + 		{ UMBRA_POLL(); (*UMBRA_WS(done))++; }
// + 	*UMBRA_WS(done) = -1;
// + 	*UMBRA_WS(left) = 0;
// - 	p->one.a = 1;
// + 	UMBRA_W(p)->one.a = 1;
// - 	p->array[i]++;
// + 	(*UMBRA_W(&p->array[i]))++;
// - 	p->other->a = p->other->b = 3;
// - 	*numbers = 4;
// - 	*numbers++ = 5;
// - 	*(numbers + i) = 6;
// - 	(*numbers)--;
// - 	numbers[i] |= 7;
// - 	(*pp)->byte[2] = 8;
// + 	*UMBRA_W(&p->other->a) = *UMBRA_W(&p->other->b) = 3;
// + 	*UMBRA_W(numbers) = 4;
// + 	*UMBRA_W(numbers++) = 5;
// + 	*UMBRA_W(numbers + i) = 6;
// + 	(*UMBRA_W(numbers))--;
// + 	*UMBRA_W(&numbers[i]) |= 7;
// + 	*UMBRA_W(&(*pp)->byte[2]) = 8;
// - 	((struct inner *)numbers)->a = 9;
// - 	*(short *)numbers = 10;
// + 	*UMBRA_W(&((struct inner *)numbers)->a) = 9;
// + 	*UMBRA_W((short *)numbers) = 10;
// - 		*(i ? &p->one.a : numbers) = 11;
// + 		*UMBRA_W(i ? &p->one.a : numbers) = 11;
