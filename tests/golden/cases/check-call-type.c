// SPDX-License-Identifier: GPL-2.0-or-later
// What tells one type of function from another: not how a number is spelled.
// ARGS: --checks=all
typedef unsigned int u32;
enum how { SLOWLY, FAST };
struct thing;
struct ops {
	int (*a)(enum how how, long long more);
	int (*b)(unsigned int how, long more);
	int (*c)(int how, long more);
	void (*d)(struct thing *thing);
	void (*e)(const struct thing *thing);
	void (*f)(void *thing);
};

void call(const struct ops *ops, struct thing *thing)
{
	ops->a(FAST, 1);
	ops->b(1, 1);
	ops->c(1, 1);
	ops->d(thing);
	ops->e(thing);
	ops->f(thing);
	((void (*)(struct thing *))ops->f)(thing);
}
//--- EXPECT
// exit 0
// | check-call-type: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-call-type.c
// + #include "check-call-type_taps.h"
// - 	ops->a(FAST, 1);
// - 	ops->b(1, 1);
// - 	ops->c(1, 1);
// - 	ops->d(thing);
// - 	ops->e(thing);
// - 	ops->f(thing);
// - 	((void (*)(struct thing *))ops->f)(thing);
// + 	UMBRA_ICALL(ops->a, 0xb058ecf9)(FAST, 1);
// + 	UMBRA_ICALL(ops->b, 0xb058ecf9)(1, 1);
// + 	UMBRA_ICALL(ops->c, 0x33ab1b6b)(1, 1);
// + 	UMBRA_ICALL(ops->d, 0x7ec59e29)(thing);
// + 	UMBRA_ICALL(ops->e, 0xfdd32e88)(thing);
// + 	UMBRA_ICALL(ops->f, 0x651b6080)(thing);
// + 	UMBRA_ICALL(((void (*)(struct thing *))ops->f), 0x651b6080)(thing);
