// SPDX-License-Identifier: GPL-2.0-or-later
// What is defined right before a kernel's header is meant for it, so the taps, which
// include it, define it, too.
// HAS include-define_taps.h: #define WITH_SWITCH
#include <linux/thing.h>
#define WITH_SWITCH
#include <linux/switch.h>

void start(struct thing *thing)
{
	switch_on(thing);
}
//--- EXPECT
// exit 0
// | include-define: 1 call taps (0 written, 1 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ include-define.c
// + #include "include-define_taps.h"
// - 	switch_on(thing);
// + 	umbra_call_switch_on(thing);
