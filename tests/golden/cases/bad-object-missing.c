// SPDX-License-Identifier: GPL-2.0-or-later
// A Kbuild that names an object without a source. 
// KERNEL: real
//--- driver/Kbuild
obj-m += mod.o
mod-y := one.o absent.o
//--- driver/one.c
int one;
//--- EXPECT
// exit 1
// | driver/Kbuild: error: module mod needs absent.o, but there is no absent.c
// |   cure: add the file, or drop absent.o
// | umbra: 1 error; nothing was written
