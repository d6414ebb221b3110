// SPDX-License-Identifier: GPL-2.0-or-later
// Calls through pointers.
// ARGS: --checks=all
struct ops {
	int (*get)(int number);
	void (*list[2])(void);
};

int start(const struct ops *ops, int (*function)(int))
{
	ops->list[1]();
	(*ops->list[0])();
	return ops->get(function(1)) + (ops->get ? ops->get : function)(2);
}
//--- EXPECT
// exit 0
// | check-call: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-call.c
// + #include "check-call_taps.h"
// - 	ops->list[1]();
// - 	(*ops->list[0])();
// - 	return ops->get(function(1)) + (ops->get ? ops->get : function)(2);
// + 	UMBRA_ICALL(ops->list[1], 0x00e6e634)();
// + 	UMBRA_ICALL((*ops->list[0]), 0x00e6e634)();
// + 	return UMBRA_ICALL(ops->get, 0x5145d948)(UMBRA_ICALL(function, 0x5145d948)(1)) + UMBRA_ICALL((ops->get ? ops->get : function), 0x5145d948)(2);
