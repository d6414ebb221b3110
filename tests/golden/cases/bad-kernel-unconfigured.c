// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel's source that was never configured.
// BEFORE: mkdir headers && touch headers/Makefile
// RUN: umbra harden --kernel headers --symvers {symvers} --output out driver
//--- EXPECT
// exit 4
// | headers: error: the kernel is not configured: include/config/auto.conf is missing
// |   cure: install the linux-headers package, or run `make modules_prepare` there
// | umbra: 1 error; nothing was written
