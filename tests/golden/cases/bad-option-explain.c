// SPDX-License-Identifier: GPL-2.0-or-later
// An option of another subcommand.
// RUN: umbra explain --force x
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unknown option '--force'; see `umbra explain --help`
