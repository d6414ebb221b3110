// SPDX-License-Identifier: GPL-2.0-or-later
// What a kernel macro stores through another's local, which has a variable's address; and
// through a cast of the driver's, of an array; of the types that it may store as, the one.
// ARGS: --checks=all
// AFTER: grep -h '"why": "the local variable' out/umbra-report.json
#include <linux/stores.h>

struct card {
	unsigned char address[6];
	unsigned long flags;
	unsigned int last;
};

void start(struct card *card, long value)
{
	set_masked(&card->flags, 3, 1);
	put_packed(value, (int *)card->address);
	put_packed(value, (short *)&card->address[4]);
	put_packed(value, card->address);
	set_sized(&card->last, 1);
}
//--- EXPECT
// exit 0
// | check-macro-local: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// |           "why": "the local variable __first"
// @ check-macro-local.c
// + #include "check-macro-local_taps.h"
// - 	set_masked(&card->flags, 3, 1);
// - 	put_packed(value, (int *)card->address);
// - 	put_packed(value, (short *)&card->address[4]);
// - 	put_packed(value, card->address);
// - 	set_sized(&card->last, 1);
// + 	set_masked(UMBRA_W(&({ UMBRA_POLL(); card; })->flags), 3, 1);
// + 	put_packed(value, UMBRA_W((int *)card->address));
// + 	put_packed(value, UMBRA_W((short *)&card->address[4]));
// + 	put_packed(value, (*UMBRA_WB(&card->address, 0, 1)));
// + 	set_sized(UMBRA_W(&card->last), 1);
