// SPDX-License-Identifier: GPL-2.0-or-later
// A header of the driver's includes the taps, which then read what a source reads later; not
// what another source reads, which may mean something else here.
// KERNEL: real
// ARGS: --checks=all
// HAS mod_taps.h: #include <linux/timer.h>
// LACKS mod_taps.h: ib_smi.h
// AFTER: make -s -C {kernel} M=$PWD/out one.o two.o mod_taps.o 2>&1 | grep -m1 error
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o two.o
//--- driver/mine.h
#ifndef MINE_H
#define MINE_H
struct mine { int count; };
static inline void mine_count(struct mine *mine) { mine->count++; }
#endif
//--- driver/one.c
#include <linux/module.h>
#include "mine.h"
#include <linux/timer.h>
MODULE_LICENSE("GPL");
enum { IB_MTU_256 = 1 };
int start(struct mine *mine) { mine_count(mine); return IB_MTU_256; }
//--- driver/two.c
#include <rdma/ib_smi.h>
#include "mine.h"
void again(struct mine *mine) { mine_count(mine); }
//--- EXPECT
// exit 0
// | mod: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ mine.h
// - static inline void mine_count(struct mine *mine) { mine->count++; }
// + #include "mod_taps.h"
// + static inline void mine_count(struct mine *mine) { (*UMBRA_W(&mine->count))++; }
// @ one.c
// + #include "mod_taps.h"
// @ two.c
// + #include "mod_taps.h"
