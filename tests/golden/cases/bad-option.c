// SPDX-License-Identifier: GPL-2.0-or-later
// An unknown option, nearly one.
// RUN: umbra harden --ouput out driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unknown option '--ouput', did you mean '--output'?
