// SPDX-License-Identifier: GPL-2.0-or-later
// An inline that stores where it has to look for the place first: nobody can tell where.
// ARGS: --checks=all
#include <linux/hub.h>

struct card {
	struct chained list;
};

void start(struct card *card)
{
	chain_cut_last(&card->list);
}
//--- EXPECT
// exit 1
// | driver/check-inline-refused.c:12:2: error: nobody can tell where the kernel's inline 'chain_cut_last' stores: the driver may set chained.next
// |     	chain_cut_last(&card->list);
// |     	^
// |   cure: add to a spec: UMBRA_INLINE(void, chain_cut_last, ...) with IN_USE(address, bytes), BELOW(index, count) or what else says where; or harden with --checks=taps
// | umbra: 1 error; nothing was written
