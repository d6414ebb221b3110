// SPDX-License-Identifier: GPL-2.0-or-later
// A Kbuild that make does not understand.
//--- driver/Kbuild
obj-m += x.o
ifeq (
//--- EXPECT
// exit 1
// | driver/Kbuild: error: Kbuild failed:
// | driver/Kbuild:5: *** invalid syntax in conditional.  Stop.
// |   cure: mend the line that it names
// | umbra: 1 error; nothing was written
