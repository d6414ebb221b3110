// SPDX-License-Identifier: GPL-2.0-or-later
// OUT is not empty.
// BEFORE: mkdir out && echo precious > out/file
int nothing;
//--- EXPECT
// exit 3
// | out: error: not empty
// |   cure: choose another OUT, or --force to replace it
// | umbra: 1 error; nothing was written
