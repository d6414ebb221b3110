// SPDX-License-Identifier: GPL-2.0-or-later
// A macro of a header that calls functions of several types, which differ in two modules: one text,
// one check.
// ARGS: --checks=all
//--- driver/Kbuild
obj-m += one.o two.o
one-y := a.o
two-y := b.o
//--- driver/share.h
struct ops {
	int (*get)(int);
	long (*put)(long, long);
};
#define CALL(ops, name, args...) ((ops)->name(args))
//--- driver/a.c
#include "share.h"
int start(struct ops *ops) { return CALL(ops, get, 1); }
//--- driver/b.c
#include "share.h"
long begin(struct ops *ops) { return CALL(ops, get, 1) + CALL(ops, put, 1, 2); }
//--- EXPECT
// exit 0
// | one: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | two: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ a.c
// + #include "one_taps.h"
// @ b.c
// + #include "two_taps.h"
// @ share.h
// - #define CALL(ops, name, args...) ((ops)->name(args))
// + #define CALL(ops, name, args...) (UMBRA_ICALL((ops)->name, 0x95a99067)(args))
