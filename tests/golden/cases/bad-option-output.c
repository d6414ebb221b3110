// SPDX-License-Identifier: GPL-2.0-or-later
// OUT is missing.
// RUN: umbra harden driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: --output is missing: umbra harden --output OUT SRC
