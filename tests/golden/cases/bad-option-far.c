// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown option, near none.
// RUN: umbra harden --frobnicate driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unknown option '--frobnicate'; see `umbra harden --help`
