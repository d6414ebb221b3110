// SPDX-License-Identifier: GPL-2.0-or-later
// block: a call that failed is answered, or made again so many times.
// HAS spec-block_taps.c: int unwound = UMBRA_AWAY, left = 3;
// HAS spec-block_taps.c: if (unwound == UMBRA_REFUSED || (unwound && !--left))
// HAS spec-block_taps.c: return (int)(-7);
// HAS spec-block_taps.c: int unwound = UMBRA_AWAY;
// HAS spec-block_taps.c: if (unwound || umbra_wait_passive(&umbra_domain))
#include <linux/thing.h>

static int open(struct thing *thing)
{
	return thing_users(thing);
}

static int send(struct thing *thing, struct request *request)
{
	return thing_users(thing);
}

const struct thing_ops one = { .open = open, .send = send };
//--- specs/spec.h
#include "umbra_spec.h"
#include <linux/thing.h>

UMBRA_ENTRY(int, thing_ops, open, (struct thing *thing)) WHILE_RECOVERING(block, 3) UNWOUND(-7);
UMBRA_ENTRY(int, thing_ops, send, (struct thing *thing, struct request *request)) WHILE_RECOVERING(block);
//--- EXPECT
// exit 0
// | spec-block: 0 call taps (0 written, 0 inferred, 0 default), 2 entry taps (2 written), 0 not covered
// @ spec-block.c
// + #include "spec-block_taps.h"
// - const struct thing_ops one = { .open = open, .send = send };
// + const struct thing_ops one = { .open = umbra_entry_open, .send = umbra_entry_send };
// +
// + /* Functions that entry taps call, see spec-block_taps.h. */
// + UMBRA_ENTRY(open);
// + UMBRA_ENTRY(send);
