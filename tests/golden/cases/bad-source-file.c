// SPDX-License-Identifier: GPL-2.0-or-later
// SRC is a file.
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output out driver/Kbuild
//--- EXPECT
// exit 1
// | driver/Kbuild: error: not a folder
// |   cure: put the file into a folder with a one-line Kbuild: obj-m += NAME.o
// | umbra: 1 error; nothing was written
