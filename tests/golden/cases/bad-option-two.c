// SPDX-License-Identifier: GPL-2.0-or-later
// Two SRCs.
// RUN: umbra harden --output out driver more
int nothing;
//--- EXPECT
// exit 2
// | umbra: error: unexpected 'more' after 'driver'; one SRC at a time
