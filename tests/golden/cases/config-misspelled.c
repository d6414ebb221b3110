// SPDX-License-Identifier: GPL-2.0-or-later
// Nearly a name that there is.
// ARGS: --config CONFIG_OME=m
//--- driver/Kbuild
obj-$(CONFIG_ONE) += one.o
obj-$(CONFIG_TWO) += two.o
//--- driver/one.c
//--- driver/two.c
//--- EXPECT
// exit 1
// | driver/Kbuild: error: no module is selected here
// |   cure: did you mean --config CONFIG_ONE=m?
// | umbra: 1 error; nothing was written
