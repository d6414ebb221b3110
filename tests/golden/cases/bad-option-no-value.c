// SPDX-License-Identifier: GPL-2.0-or-later
// A value for an option that takes none.
// RUN: umbra harden --force=yes driver
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: '--force' takes no value
