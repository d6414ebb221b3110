// SPDX-License-Identifier: GPL-2.0-or-later
// explain without a name.
// RUN: umbra explain
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: NAME is missing: umbra explain NAME
