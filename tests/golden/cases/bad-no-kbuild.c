// SPDX-License-Identifier: GPL-2.0-or-later
// SRC has neither Kbuild nor Makefile.
// BEFORE: rm driver/Kbuild
//--- EXPECT
// exit 1
// | driver: error: neither Kbuild nor Makefile here
// |   cure: add a Kbuild with a line like `obj-m += NAME.o`
// | umbra: 1 error; nothing was written
