// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown subcommand, near none.
// RUN: umbra frobnicate
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unknown command 'frobnicate'; see `umbra --help`
