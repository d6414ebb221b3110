// SPDX-License-Identifier: GPL-2.0-or-later
// A number of jobs that is none.
// RUN: umbra harden -j 0 --output out driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: -j '0': expected a number from 1 to 1024
