// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that stores.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs thing_use
//--- EXPECT
// exit 0
// | thing_use: inferred
// |   an inline of include/linux/thing.h:49 that stores through a pointer, so its tap passes it on
