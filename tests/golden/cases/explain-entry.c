// SPDX-License-Identifier: GPL-2.0-or-later
// A field with a spec.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs thing_ops.open
//--- EXPECT
// exit 0
// | thing_ops.open: written, GOLDEN/specs/thing.h:20
// |   a driver function in the field thing_ops.open
// |   while recovering: block
// |   answers -5 if the driver failed in it
