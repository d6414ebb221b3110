// SPDX-License-Identifier: GPL-2.0-or-later
// Headers of another version than the driver is of: the function has other parameters there.
// BEFORE: cp -r {kernel} headers && sed -i 's/^void poke.struct thing .thing.;/void poke(struct thing *thing, int how);/' headers/include/linux/thing.h
// RUN: umbra harden --kernel headers --symvers {symvers} --specs {here}/specs --output out driver
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 1
// | driver/bad-kernel-version.c:9:12: error: too few arguments to function call, expected 2, have 1
// |     9 |         poke(thing);
// |       |         ~~~~      ^
// | headers/include/linux/thing.h:28:6: note: 'poke' declared here
// |    28 | void poke(struct thing *thing, int how);
// |       |      ^    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
// | umbra: 1 error; nothing was written
