// SPDX-License-Identifier: GPL-2.0-or-later
// A macro that begins with its argument: what is put around it is put around the whole.
// ARGS: --checks=all
struct card {
	int (*get)(struct card *card, int number);
	int state;
};

#define read_data(card) card->get(card, 0)
#define behind(card, n) card + n

int ready(void);

void start(struct card *card, int n)
{
	while (ready())
		read_data(card);
	(behind(card, n))->state = 1;
}
//--- EXPECT
// exit 0
// | check-macro-argument: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-macro-argument.c
// - #define read_data(card) card->get(card, 0)
// + #define read_data(card) UMBRA_ICALL(card->get, 0x911535cf)(card, 0)
// + #include "check-macro-argument_taps.h"
// - 		read_data(card);
// - 	(behind(card, n))->state = 1;
// + 		{ UMBRA_POLL(); read_data(card); }
// + 	*UMBRA_W(&(behind(card, n))->state) = 1;
