// SPDX-License-Identifier: GPL-2.0-or-later
// A count that cannot be evaluated twice.
// ARGS: --checks=all
void start(char *to, int *n)
{
	__builtin_memset(to, 0, (*n)++);
}
//--- EXPECT
// exit 1
// | driver/check-memory-twice.c:6:30: error: the number of bytes to store has a side effect, and the check has to know it first
// |     	__builtin_memset(to, 0, (*n)++);
// |     	                            ^
// |   cure: put it into a local variable first
// | umbra: 1 error; nothing was written
