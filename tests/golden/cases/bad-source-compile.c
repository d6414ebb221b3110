// SPDX-License-Identifier: GPL-2.0-or-later
// A source that does not compile: Clang's own words, nothing is written.
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing, 1);
	undeclared = 2;
}
//--- EXPECT
// exit 1
// | driver/bad-source-compile.c:7:14: error: too many arguments to function call, expected single argument 'thing', have 2 arguments
// |     7 |         poke(thing, 1);
// |       |         ~~~~        ^
// | KERNEL/include/linux/thing.h:28:6: note: 'poke' declared here
// |    28 | void poke(struct thing *thing);
// |       |      ^    ~~~~~~~~~~~~~~~~~~~
// | driver/bad-source-compile.c:8:2: error: use of undeclared identifier 'undeclared'
// |     8 |         undeclared = 2;
// |       |         ^
// | umbra: 1 error; nothing was written
