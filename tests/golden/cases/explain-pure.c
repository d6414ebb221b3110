// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that changes nothing.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs thing_users
//--- EXPECT
// exit 0
// | thing_users: stays, no tap
// |   an inline of include/linux/thing.h:43 that changes nothing
