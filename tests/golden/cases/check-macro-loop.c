// SPDX-License-Identifier: GPL-2.0-or-later
// A macro's loop that does nothing needs no poll; one whose `if` stands before the driver's
// statement polls in its condition, or where it asks for what it was given. What a macro clears behind a member is that object's.
// ARGS: --checks=all
// AFTER: grep -hE '"(by|why)"' out/umbra-report.json
#include <linux/thing.h>
#include <linux/stores.h>

struct card {
	int kept, first, last;
};
#define each_user(n, thing, want)                           \
	for ((n) = 1; (n) <= (thing)->users; (n)++)         \
		if ((want) == (n))

void start(struct thing *thing, struct card *card)
{
	int n, found = 0;

	SET_CLASSES(thing, card);
	each_user(n, thing, 3)
		found++;
	clear_after(card, first);
	for_each_as(n, thing, 3)
		found++;
	wait_unused(thing);
}
//--- EXPECT
// exit 0
// | check-macro-loop: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// |           "why": "a loop of the macro's that does nothing"
// |           "by": "UMBRA_POLL"
// |           "by": "UMBRA_WB"
// |           "by": "UMBRA_POLL"
// |           "by": "UMBRA_POLL"
// @ check-macro-loop.c
// + #include "check-macro-loop_taps.h"
// - 	for ((n) = 1; (n) <= (thing)->users; (n)++)         \
// + 	for ((n) = 1; ({ UMBRA_POLL(); (n) <= (thing)->users; }); (n)++)         \
// - 	clear_after(card, first);
// - 	for_each_as(n, thing, 3)
// + 	clear_after(UMBRA_WB(card, 4, 8), first);
// + 	for_each_as(n, ({ UMBRA_POLL(); thing; }), 3)
// - 	wait_unused(thing);
// + 	wait_unused(({ UMBRA_POLL(); thing; }));
