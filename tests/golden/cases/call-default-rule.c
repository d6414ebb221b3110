// SPDX-License-Identifier: GPL-2.0-or-later
// A function that no spec names: both checks, and each pointer is looked at.
// HAS call-default-rule_taps.c: /* default rule */
// HAS call-default-rule_taps.c: umbra_check_pointer("poke", "thing", thing, 0);
// HAS umbra-report.json: "rule": "default"
#include <linux/thing.h>

void start(struct thing *thing)
{
	poke(thing);
}
//--- EXPECT
// exit 0
// | call-default-rule: 1 call taps (0 written, 0 inferred, 1 default), 0 entry taps (0 written), 0 not covered
// @ call-default-rule.c
// + #include "call-default-rule_taps.h"
// - 	poke(thing);
// + 	umbra_call_poke(thing);
