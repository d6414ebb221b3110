// SPDX-License-Identifier: GPL-2.0-or-later
// A header of the driver's without a guard, whose types the taps need, is read once: by the
// driver or by the taps. One that means something else each time is left as it is.
// KERNEL: real
// ARGS: --checks=all
// LACKS list.h: #pragma
// AFTER: make -s -C {kernel} M=$PWD/out one.o mod_taps.o 2>&1 | grep -m1 error
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o
//--- driver/list.h
X(SLOW)
X(FAST)
//--- driver/conf.h
/* SPDX-License-Identifier: GPL-2.0-or-later */
#define X(name) name,
enum speed {
#include "list.h"
};
#undef X
#define X(name) NAME_##name,
enum name {
#include "list.h"
};
#undef X
//--- driver/one.c
#include <linux/module.h>
#include "conf.h"
MODULE_LICENSE("GPL");
static int set(enum speed speed) { return speed == FAST; }
struct { int (*set)(enum speed speed); } calls = { set };
//--- EXPECT
// exit 0
// | mod: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ conf.h
// + #pragma once
// @ one.c
// + #include "mod_taps.h"
// - struct { int (*set)(enum speed speed); } calls = { set };
// + struct { int (*set)(enum speed speed); } calls = { umbra_entry_set };
// +
// + /* Functions that entry taps call, see mod_taps.h. */
// + UMBRA_ENTRY(set);
