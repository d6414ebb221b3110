// SPDX-License-Identifier: GPL-2.0-or-later
// Two modules use a third one by its header: there its functions become taps, which the
// third, whose own they are, has not.
// HAS lib_taps.h: #define umbra_call_lib_set lib_set
// LACKS one_taps.h: #define umbra_call_lib_set
//--- driver/Kbuild
obj-m += lib.o one.o two.o
//--- driver/lib.h
#ifndef LIB_H
#define LIB_H
void lib_set(int value);

static inline void lib_clear(void)
{
	lib_set(0);
}
#endif
//--- driver/lib.c
#include <linux/module.h>
#include "lib.h"

void lib_set(int value)
{
	lib_clear();
}
EXPORT_SYMBOL(lib_set);
//--- driver/one.c
#include "lib.h"

void start_one(void)
{
	lib_clear();
}
//--- driver/two.c
#include "lib.h"

void start_two(void)
{
	lib_set(2);
}
//--- EXPECT
// exit 0
// | lib: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// | one: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// | two: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ lib.c
// + #include "lib_taps.h"
// @ lib.h
// + #include UMBRA_TAPS
// - 	lib_set(0);
// + 	umbra_call_lib_set(0);
// @ one.c
// + #include "one_taps.h"
// @ two.c
// + #include "two_taps.h"
// - 	lib_set(2);
// + 	umbra_call_lib_set(2);
