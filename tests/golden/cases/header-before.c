// SPDX-License-Identifier: GPL-2.0-or-later
// A header that includes the taps needs what the driver reads before it: so do the taps, which
// read it at their begin.
// KERNEL: real
// ARGS: --checks=all
// AFTER: make -s -C {kernel} M=$PWD/out one.o two.o mod_taps.o 2>&1 | grep -m1 error
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o two.o
//--- driver/base.h
#ifndef BASE_H
#define BASE_H
enum base { BASE };
#endif
//--- driver/part.h
#ifndef PART_H
#define PART_H
enum kind { KIND };
struct part { struct list_head list; enum base base; };
static inline void part_use(struct part *part) { part->base = BASE; }
#endif
//--- driver/one.c
#include <linux/list.h>
#include "base.h"
#include "part.h"
static int call(enum kind kind) { return kind; }
struct { int (*call)(enum kind kind); } calls = { call };
//--- driver/two.c
#include <linux/module.h>
#include "base.h"
#include "part.h"
MODULE_LICENSE("GPL");
void start(struct part *part) { part_use(part); }
//--- EXPECT
// exit 0
// | mod: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ one.c
// + #include "mod_taps.h"
// - struct { int (*call)(enum kind kind); } calls = { call };
// + struct { int (*call)(enum kind kind); } calls = { umbra_entry_call };
// +
// + /* Functions that entry taps call, see mod_taps.h. */
// + UMBRA_ENTRY(call);
// @ part.h
// - static inline void part_use(struct part *part) { part->base = BASE; }
// + #include "mod_taps.h"
// + static inline void part_use(struct part *part) { *UMBRA_W(&part->base) = BASE; }
// @ two.c
// + #include "mod_taps.h"
