// SPDX-License-Identifier: GPL-2.0-or-later
// Debian's Kbuild: a folder below SRC with a module of its own and headers elsewhere.
// KERNEL: real
// AFTER: find out -type f | sort
// HAS below/mine_taps.c: #include "mine.h"
// HAS below/mine_taps.c: #include "../above.h"
// LACKS below/mine_taps.h: mine.h
// HAS below/Makefile: ccflags-y += -I$(src)/..
//--- driver/Makefile
obj-m += below/
//--- driver/above.h
enum above { ABOVE_ONE };
//--- driver/below/Makefile
obj-m += mine.o
mine-y := main.o
ccflags-y += -I$(srctree)/$(src)/..
//--- driver/below/mine.h
enum mine { MINE_ONE };
//--- driver/below/main.c
#include <linux/module.h>
#include <above.h>
#include "mine.h"
MODULE_LICENSE("GPL");
static int called(enum mine mine, enum above above) { return mine + above; }
struct { int (*call)(enum mine mine, enum above above); } calls = { called };
//--- EXPECT
// exit 0
// | mine: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// | out/Makefile
// | out/above.h
// | out/below/Makefile
// | out/below/main.c
// | out/below/mine.h
// | out/below/mine_taps.c
// | out/below/mine_taps.h
// | out/below/umbra.h
// | out/below/umbra_objects.h
// | out/umbra-report.json
// | out/umbra.symvers
// @ above.h
// + #pragma once
// @ below/main.c
// + #include "mine_taps.h"
// - struct { int (*call)(enum mine mine, enum above above); } calls = { called };
// + struct { int (*call)(enum mine mine, enum above above); } calls = { umbra_entry_called };
// +
// + /* Functions that entry taps call, see mine_taps.h. */
// + UMBRA_ENTRY(called);
// @ below/mine.h
// + #pragma once
