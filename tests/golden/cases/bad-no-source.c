// SPDX-License-Identifier: GPL-2.0-or-later
// SRC does not exist.
// RUN: umbra harden --kernel {kernel} --symvers {symvers} --specs {here}/specs --output out nothing
//--- EXPECT
// exit 1
// | nothing: error: no such folder
// |   cure: name the folder of the driver's sources
// | umbra: 1 error; nothing was written
