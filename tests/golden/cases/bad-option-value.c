// SPDX-License-Identifier: GPL-2.0-or-later
// An option without its value.
// RUN: umbra harden --output
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: '--output' needs a value; see `umbra harden --help`
