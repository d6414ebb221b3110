// SPDX-License-Identifier: GPL-2.0-or-later
// --config chooses among the modules of the folders below SRC as well, some of which the kernel's
// configuration selects.
// KERNEL: real
// ARGS: --config CONFIG_ONE=m
// AFTER: find out -name '*_taps.c'
//--- driver/Kbuild
obj-$(CONFIG_ONE) += one.o
obj-y += below/
//--- driver/one.c
#include <linux/module.h>
MODULE_LICENSE("GPL");
//--- driver/below/Kbuild
obj-$(CONFIG_E1000) += two.o
//--- driver/below/two.c
#error not selected
//--- EXPECT
// exit 0
// | one: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | out/one_taps.c
// @ one.c
// + #include "one_taps.h"
