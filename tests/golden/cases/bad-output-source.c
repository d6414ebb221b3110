// SPDX-License-Identifier: GPL-2.0-or-later
// OUT is in SRC.
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output driver/out driver
int nothing;
//--- EXPECT
// exit 3
// | driver/out: error: OUT and SRC overlap
// |   cure: choose an OUT outside of SRC
// | umbra: 1 error; nothing was written
