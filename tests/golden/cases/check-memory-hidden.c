// SPDX-License-Identifier: GPL-2.0-or-later
// A count and an address, both with effects, where the call has no name in front of them.
// ARGS: --checks=all
void start(char *to, int *n)
{
	__builtin_memset((to++), 0, (*n)++);
}
//--- EXPECT
// exit 1
// | driver/check-memory-hidden.c:6:34: error: the number of bytes to store has a side effect, as has the address, and the check has to know both first
// |     	__builtin_memset((to++), 0, (*n)++);
// |     	                                ^
// |   cure: put one of them into a local variable first
// | umbra: 1 error; nothing was written
