// SPDX-License-Identifier: GPL-2.0-or-later
// No such Module.symvers.
// RUN: umbra harden --kernel {kernel} --symvers nowhere --specs {here}/specs --output out driver
int nothing;
//--- EXPECT
// exit 1
// | nowhere: error: cannot be read
// |   cure: name umbra's Module.symvers, made with umbra.ko
// | umbra: 1 error; nothing was written
