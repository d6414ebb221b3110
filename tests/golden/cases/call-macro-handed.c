// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro hands a function to another one, which calls it: a member of that name is no call.
// HAS call-macro-handed_taps.h: #define wait_for(...) umbra_call_wait_for(__VA_ARGS__)
#include <linux/thing.h>

struct my_ops {
	int (*wait_for)(int milliseconds);
};

int start(struct my_ops *ops, int (*own)(int milliseconds))
{
	ops->wait_for = own;
	return until_waited(1);
}
//--- EXPECT
// exit 0
// | call-macro-handed: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-macro-handed.c
// + #include "call-macro-handed_taps.h"
