// SPDX-License-Identifier: GPL-2.0-or-later
// A bit field has no address: its bytes, from where the structure starts.
// ARGS: --checks=all
struct flags {
	int before;
	struct {
		unsigned one : 1, seven : 7, twelve : 12;
	};
	struct {
		unsigned char low : 4, high : 4;
	} named;
};
struct holder {
	struct flags flags, *more;
};

void start(struct holder *h, struct flags local)
{
	h->more->one = 1;
	h->more->twelve |= 3;
	h->flags.seven++;
	h->more->named.high = 2;
	local.one = 0;
}
//--- EXPECT
// exit 0
// | check-bit-field: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-bit-field.c
// + #include "check-bit-field_taps.h"
// - 	h->more->one = 1;
// - 	h->more->twelve |= 3;
// - 	h->flags.seven++;
// - 	h->more->named.high = 2;
// + 	UMBRA_WB(h->more, 4, 1)->one = 1;
// + 	UMBRA_WB(h->more, 5, 2)->twelve |= 3;
// + 	UMBRA_WB(&h->flags, 4, 1)->seven++;
// + 	UMBRA_WB(&h->more->named, 0, 1)->high = 2;
