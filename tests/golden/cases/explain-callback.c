// SPDX-License-Identifier: GPL-2.0-or-later
// A parameter with a spec.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs hook.handler
//--- EXPECT
// exit 0
// | hook.handler: written, GOLDEN/specs/thing.h:21
// |   a driver function given to hook.handler
