// SPDX-License-Identifier: GPL-2.0-or-later
// A function that may take anything: no check can tell whether it is the right one.
// ARGS: --checks=all
int start(int (*function)())
{
	return function(1);
}
//--- EXPECT
// exit 1
// | driver/check-call-prototype.c:6:9: error: a call through a pointer to a function of which the type does not say what it takes: no check can tell which function may be called
// |     	return function(1);
// |     	       ^
// |   cure: give the pointer a prototype
// | umbra: 1 error; nothing was written
