// SPDX-License-Identifier: GPL-2.0-or-later
// The same by a pointer that may be NULL.
// HAS call-kept-out_taps.c: if (result && memory)
// HAS call-kept-out_taps.c: umbra_keep_object(&umbra_domain, "memory", *memory, thing, "0");
// HAS call-kept-out_taps.c: __typeof__(*memory) result = umbra_claim_object(&umbra_domain, "memory", thing, "0");
// HAS call-kept-out_taps.c: if (memory)
// HAS call-kept-out_taps.c: *memory = result;
#include <linux/thing.h>

int start(struct thing *thing)
{
	return take_for(thing, 0);
}
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>
UMBRA_CALL int take_for(struct thing *thing, void **memory)
	KEEPS(memory, *memory, thing, "0") WHEN(result) WHILE_RECOVERING(claim);
//--- EXPECT
// exit 0
// | call-kept-out: 1 call taps (1 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ call-kept-out.c
// + #include "call-kept-out_taps.h"
// - 	return take_for(thing, 0);
// + 	return umbra_call_take_for(thing, 0);
