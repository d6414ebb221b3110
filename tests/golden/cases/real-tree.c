// SPDX-License-Identifier: GPL-2.0-or-later
// Headers that a driver's Kbuild finds in the kernel's own tree, which no package of headers has,
// are found in the tree that SRC is in.
// KERNEL: real
// AFTER: sed -n "s,$PWD,HERE,gp" out/below/Kbuild
// AFTER: make -s -C {kernel} M=$PWD/out below/mine.o 2>&1 | grep -m1 error
// HAS below/Kbuild: -I $(src) -I$(src)/../inside
//--- elsewhere/include/elsewhere.h
#define ELSEWHERE 1
//--- beside/beside.h
#define BESIDE 1
//--- driver/Kbuild
obj-m += below/
//--- driver/inside/inside.h
#define INSIDE 1
//--- driver/below/own.h
#define OWN 1
//--- driver/below/Kbuild
obj-m += mine.o
ccflags-y += -I $(srctree)/$(src) -I$(srctree)/driver/inside
ELSEWHERE = $(srctree)/elsewhere
ccflags-y += -I$(ELSEWHERE)/include -I $(src)/../../beside
//--- driver/below/mine.c
#include <linux/module.h>
#include <own.h>
#include <inside.h>
#include <elsewhere.h>
#include <beside.h>
MODULE_LICENSE("GPL");
static int all = OWN + INSIDE + ELSEWHERE + BESIDE;
module_param(all, int, 0444);
//--- EXPECT
// exit 0
// | mine: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | ELSEWHERE = HERE/elsewhere
// | ccflags-y += -I$(ELSEWHERE)/include -I HERE/beside
// @ below/mine.c
// + #include "mine_taps.h"
