// SPDX-License-Identifier: GPL-2.0-or-later
// SRC is the current folder: the kernel's own relative paths are not the driver's.
// KERNEL: real
// RUN: cd driver && umbra harden --kernel {kernel} --symvers {symvers} --output ../out .
// AFTER: ls out
#include <linux/module.h>
#include <linux/mutex.h>
MODULE_LICENSE("GPL");
//--- EXPECT
// exit 0
// | real-default-kernel: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | Kbuild
// | real-default-kernel.c
// | real-default-kernel_taps.c
// | real-default-kernel_taps.h
// | umbra-report.json
// | umbra.h
// | umbra.symvers
// | umbra_checks.h
// | umbra_objects.h
// @ real-default-kernel.c
// + #include "real-default-kernel_taps.h"
