// SPDX-License-Identifier: GPL-2.0-or-later
// No such build folder.
// RUN: umbra harden --kernel nowhere --symvers {symvers} --output out driver
//--- EXPECT
// exit 4
// | nowhere: error: no such folder
// |   cure: name the folder that /lib/modules/RELEASE/build points to
// | umbra: 1 error; nothing was written
