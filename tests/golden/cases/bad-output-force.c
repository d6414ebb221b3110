// SPDX-License-Identifier: GPL-2.0-or-later
// OUT is not empty, and is replaced.
// ARGS: --force
// BEFORE: mkdir out && echo precious > out/file
// AFTER: ls
// AFTER: ls out
int nothing;
//--- EXPECT
// exit 0
// | bad-output-force: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | driver
// | out
// | Kbuild
// | bad-output-force.c
// | bad-output-force_taps.c
// | bad-output-force_taps.h
// | umbra-report.json
// | umbra.h
// | umbra.symvers
// | umbra_objects.h
// @ bad-output-force.c
// + #include "bad-output-force_taps.h"
