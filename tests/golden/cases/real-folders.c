// SPDX-License-Identifier: GPL-2.0-or-later
// Debian's Kbuild: a folder below SRC with a module of its own.
// KERNEL: real
// AFTER: find out -type f | sort
//--- driver/Makefile
obj-m += below/
//--- driver/below/Makefile
obj-m += mine.o
//--- driver/below/mine.c
#include <linux/module.h>
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | mine: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | out/Makefile
// | out/below/Makefile
// | out/below/mine.c
// | out/below/mine_taps.c
// | out/below/mine_taps.h
// | out/below/umbra.h
// | out/umbra-report.json
// | out/umbra.symvers
// @ below/mine.c
// + #include "mine_taps.h"
