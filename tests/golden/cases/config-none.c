// SPDX-License-Identifier: GPL-2.0-or-later
// Nothing is selected: which names there are.
//--- driver/Kbuild
obj-$(CONFIG_ONE) += one.o
obj-$(CONFIG_TWO) += two.o
//--- driver/one.c
//--- driver/two.c
//--- EXPECT
// exit 1
// | driver/Kbuild: error: no module is selected here
// |   cure: select one with --config CONFIG_ONE=m (or CONFIG_TWO)
// | umbra: 1 error; nothing was written
