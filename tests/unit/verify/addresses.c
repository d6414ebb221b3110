// SPDX-License-Identifier: GPL-2.0-or-later
// Data, and addresses that only the kernel calls, are allowed and listed.
// ARGS: --verbose
// EXIT: 0
// | addresses.ko: every kernel call goes through a tap (1 taps)
// | addresses.ko: allowed without a tap:
// |   delayed_work_timer_fn: used by probe (addresses.c:23)
// |   eth_validate_addr: used by section .data
// |   jiffies: used by probe (addresses.c:22)
#include "module.h"
int eth_validate_addr(void);
void delayed_work_timer_fn(void);
extern volatile unsigned long jiffies;

TAP void umbra_call_nothing(void) {}

void *ops[2] = { eth_validate_addr };

unsigned long probe(void)
{
	/* One place a line. */
	unsigned long now = jiffies;
	ops[1] = delayed_work_timer_fn;
	return now;
}
