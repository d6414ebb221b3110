// SPDX-License-Identifier: GPL-2.0-or-later
// Loops poll unless they count to a bound that nobody changes.
// ARGS: --checks=all
#include <linux/thing.h>
#include <linux/stores.h>

int ready(void);
void look(int *at);

int start(struct thing *thing, unsigned char few, unsigned many)
{
	int i, n = 0;
	unsigned u;
	unsigned char byte;

	for (i = 0; i < 10; i++)
		n += i;
	for (int j = 0; j <= few; j += 2)
		n += j;
	for (i = 15; i >= 0; i--) {
		n++;
	}
	do {
		n++;
	} while (0);
	for_each_possible(i)
		n++;
	COUNT_POSSIBLE(n);
	for_each_possible(i)
		i -= 2;
	for (i = 0; !n && i < 10; i++)
		look(&n);

	for (u = 10; u >= 0; u--)
		n++;
	for (byte = 0; byte < 256; byte++)
		n++;
	for (u = 0; u < many; u++) {
		n++;
	}
	for (i = 0; i < 10; i++)
		if (ready())
			i--;
	for (i = 0; i < thing->users; i++)
		n++;
	while (!ready())
		;
	while (n--) {
		if (ready())
			break;
	}
	do
		n++;
	while (n < many);
	for (;;)
		if (ready())
			break;
		else
			n++;
	for_each(u, thing)
		while (ready())
			n = 1;
	({
		__label__ out; /* declared before, but still ahead */

		if (ready())
			goto out;
		n++;
out:
		n;
	});
again:
	if (n > 3)
		goto out;
	n++;
	goto again;
out:
	return n;
}
//--- EXPECT
// exit 0
// | check-loop: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-loop.c
// + #include "check-loop_taps.h"
// - 		i -= 2;
// + 		{ UMBRA_POLL(); i -= 2; }
// - 		n++;
// + 		{ UMBRA_POLL(); n++; }
// - 		n++;
// - 	for (u = 0; u < many; u++) {
// + 		{ UMBRA_POLL(); n++; }
// + 	for (u = 0; u < many; u++) { UMBRA_POLL();
// - 		if (ready())
// - 			i--;
// + 		{ UMBRA_POLL(); if (ready())
// + 			i--; }
// - 		n++;
// + 		{ UMBRA_POLL(); n++; }
// - 		;
// - 	while (n--) {
// + 		{ UMBRA_POLL(); ; }
// + 	while (n--) { UMBRA_POLL();
// - 		n++;
// + 		{ UMBRA_POLL(); n++; }
// - 		if (ready())
// + 		{ UMBRA_POLL(); if (ready())
// - 			n++;
// + 			n++; }
// - 		while (ready())
// - 			n = 1;
// + 		{ UMBRA_POLL(); while (ready())
// + 			{ UMBRA_POLL(); n = 1; } }
// - 	goto again;
// + 	{ UMBRA_POLL(); goto again; }
