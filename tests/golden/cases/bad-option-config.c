// SPDX-License-Identifier: GPL-2.0-or-later
// A --config that is none.
// RUN: umbra harden --config E1000=m --output out driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: --config 'E1000=m': expected CONFIG_NAME=m
