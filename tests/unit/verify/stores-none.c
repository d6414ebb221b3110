// SPDX-License-Identifier: GPL-2.0-or-later
// Every store goes to the stack, to a variable, or through a check.
// ARGS: --stores
// EXIT: 0
// | stores-none.ko: every kernel call goes through a tap (1 taps)
// | stores-none.ko: 0 stores without a check; 0 checked, 1 by their lines, 0 proven, 2 to the stack, 1 to the module's variables, 0 not decided
#include "module.h"
void umbra_check_write(const void *address, const void *check);
long count;
void look(long *at);

TAP void umbra_call_look(long *at)
{
	look(at);
}

void probe(long *to, long i)
{
	long local[2] = { 1, i };

	count = i;
	umbra_check_write(to, 0), *to = i;
	umbra_call_look(local);
}
