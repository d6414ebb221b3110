// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown subcommand, nearly one.
// RUN: umbra hardn --output out driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unknown command 'hardn', did you mean 'harden'?
