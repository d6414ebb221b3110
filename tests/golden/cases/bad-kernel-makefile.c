// SPDX-License-Identifier: GPL-2.0-or-later
// A folder that is not a kernel's.
// BEFORE: mkdir headers
// RUN: umbra harden --kernel headers --symvers {symvers} --output out driver
//--- EXPECT
// exit 4
// | headers: error: not a kernel build folder: it has no Makefile
// |   cure: name the folder that /lib/modules/RELEASE/build points to
// | umbra: 1 error; nothing was written
