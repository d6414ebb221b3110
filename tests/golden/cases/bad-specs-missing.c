// SPDX-License-Identifier: GPL-2.0-or-later
// No such folder of specs.
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs nowhere --output out driver
int nothing;
//--- EXPECT
// exit 1
// | nowhere: error: no such folder of specs
// |   cure: name one with --specs
// | umbra: 1 error; nothing was written
