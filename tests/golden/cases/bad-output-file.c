// SPDX-License-Identifier: GPL-2.0-or-later
// OUT is a file.
// BEFORE: touch out
int nothing;
//--- EXPECT
// exit 3
// | out: error: exists and is not a folder
// |   cure: choose another OUT
// | umbra: 1 error; nothing was written
