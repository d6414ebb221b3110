// SPDX-License-Identifier: GPL-2.0-or-later
// A function that sleeps: the tap calls umbra.ko's own.
// HAS call-instead_taps.c: int umbra_wait_for(struct umbra_domain *domain, int milliseconds);
// HAS call-instead_taps.c: result = umbra_wait_for(&umbra_domain, milliseconds);
#include <linux/thing.h>

int start(void)
{
	return wait_for(3);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
int umbra_wait_for(struct umbra_domain *domain, int milliseconds);
UMBRA_CALL int wait_for(int milliseconds) INSTEAD(umbra_wait_for);
//--- EXPECT
// exit 0
// | call-instead: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-instead.c
// + #include "call-instead_taps.h"
// - 	return wait_for(3);
// + 	return umbra_call_wait_for(3);
