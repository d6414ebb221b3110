// SPDX-License-Identifier: GPL-2.0-or-later
// The report says which field of a kernel's structure is stored to.
// ARGS: --checks=all
// AFTER: grep -h '"member"' out/umbra-report.json
#include <linux/thing.h>

struct card {
	struct thing thing;
	int own;
};

void start(struct thing *thing, struct card *card, int i)
{
	thing->users = 1;
	thing->name[i] = 0;
	card->own = 2;
	card->thing.users = 3;
}
//--- EXPECT
// exit 0
// | report-member: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// |           "member": "thing.users",
// |           "member": "thing.name",
// @ report-member.c
// + #include "report-member_taps.h"
// - 	thing->users = 1;
// - 	thing->name[i] = 0;
// - 	card->own = 2;
// - 	card->thing.users = 3;
// + 	*UMBRA_W(&thing->users) = 1;
// + 	UMBRA_SEALED(thing->name)[i] = 0;
// + 	*UMBRA_W(&card->own) = 2;
// + 	*UMBRA_W(&card->thing.users) = 3;
