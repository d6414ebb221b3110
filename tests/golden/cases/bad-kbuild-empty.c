// SPDX-License-Identifier: GPL-2.0-or-later
// A Kbuild that names no module.
//--- driver/Kbuild
ccflags-y += -DX
//--- EXPECT
// exit 1
// | driver/Kbuild: error: no module is selected here
// |   cure: add a line like `obj-m += NAME.o`
// | umbra: 1 error; nothing was written
