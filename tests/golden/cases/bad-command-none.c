// SPDX-License-Identifier: GPL-2.0-or-later
// No subcommand.
// RUN: umbra  
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: no command given; see `umbra --help`
