// SPDX-License-Identifier: GPL-2.0-or-later
// A wrong word for --checks.
// ARGS: --checks=some
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: --checks 'some': expected all or taps
