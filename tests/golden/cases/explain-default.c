// SPDX-License-Identifier: GPL-2.0-or-later
// A function that no spec names.
// RUN: umbra explain --kernel {kernel} --specs {here}/specs poke
//--- EXPECT
// exit 0
// | poke: default rule
// |   no spec names it; declared at include/linux/thing.h:28
// |   void poke(struct thing *thing)
// |   each pointer must be NULL or a kernel address; nothing is tracked
