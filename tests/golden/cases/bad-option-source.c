// SPDX-License-Identifier: GPL-2.0-or-later
// SRC is missing.
// RUN: umbra harden --output out
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: SRC is missing: umbra harden --output OUT SRC
