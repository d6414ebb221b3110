// SPDX-License-Identifier: GPL-2.0-or-later
// A value whose call may take the place away comes before that place's check, and the check
// is good for what follows.
// ARGS: --checks=all
// AFTER: grep -n '>[abc]\|at\[' out/check-late.c
#include <linux/thing.h>

struct entry {
	int a;
	unsigned b : 3;
	struct thing *c;
};

int given(struct entry *e)
{
	poke(e->c);
	return 1;
}

int pure(int x)
{
	return x + 1;
}

int start(struct entry *e, int *at, int n)
{
	e->a = given(e);
	e->a = pure(n);
	e->b |= given(e) +
		given(e);
	at[n] = given((struct entry *){ e, });
	if ((e->a = given(e)) > 1)
		return n = given(e);
	e->a += e->a;
	return 0;
}
//--- EXPECT
// exit 0
// | check-late: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | 17:	umbra_call_poke(e->c);
// | 28:	UMBRA_LATE(*UMBRA_W(&e->a), =, given(e));
// | 29:	e->a = pure(n);
// | 30:	UMBRA_LATE(UMBRA_WB(e, 4, 1)->b, |=, given(e) +
// | 32:	UMBRA_LATE(*UMBRA_W(&at[n]), =, given((struct entry *){ e, }));
// | 33:	if ((UMBRA_LATE(*UMBRA_W(&e->a), =, given(e))) > 1)
// | 35:	e->a += e->a;
// @ check-late.c
// + #include "check-late_taps.h"
// - 	poke(e->c);
// + 	umbra_call_poke(e->c);
// - 	e->a = given(e);
// + 	UMBRA_LATE(*UMBRA_W(&e->a), =, given(e));
// - 	e->b |= given(e) +
// - 		given(e);
// - 	at[n] = given((struct entry *){ e, });
// - 	if ((e->a = given(e)) > 1)
// + 	UMBRA_LATE(UMBRA_WB(e, 4, 1)->b, |=, given(e) +
// + 		given(e));
// + 	UMBRA_LATE(*UMBRA_W(&at[n]), =, given((struct entry *){ e, }));
// + 	if ((UMBRA_LATE(*UMBRA_W(&e->a), =, given(e))) > 1)
