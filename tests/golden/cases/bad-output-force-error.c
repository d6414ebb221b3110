// SPDX-License-Identifier: GPL-2.0-or-later
// With --force, too, an error leaves OUT as it was.
// ARGS: --force
// BEFORE: mkdir out && echo precious > out/file
int nothing = ;
//--- EXPECT
// exit 1
// | driver/bad-output-force-error.c:5:15: error: expected expression
// |     5 | int nothing = ;
// |       |               ^
// | umbra: 1 error; nothing was written
