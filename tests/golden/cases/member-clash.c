// SPDX-License-Identifier: GPL-2.0-or-later
// A member named as a function that only kernel macros call: its tap's macro would catch it.
#include <linux/thing.h>

struct my_ops {
	void (*raw_lock)(struct lock *l);
};

void start(struct my_ops *ops, struct lock *l)
{
	lock(l);
	ops->raw_lock(l);
}
//--- EXPECT
// exit 1
// | driver/member-clash.c:12:7: error: the member 'raw_lock' has the name of a kernel function that macros call; its tap's macro would catch this call
// |     	ops->raw_lock(l);
// |     	     ^
// |   cure: put the member in parentheses: (ops->raw_lock)(...)
// | umbra: 1 error; nothing was written
