// SPDX-License-Identifier: GPL-2.0-or-later
// A macro of the driver's: its argument, its use, or its own text is changed; a
// macro that is only read somewhere stays.
// ARGS: --checks=all
struct regs {
	int status, mask;
};
#define MASK(r) ((r)->mask)
#define ACK(r) ((r)->status = 0)
#define SET(lvalue, value) ((lvalue) = (value))
#define CARD(p) ((struct regs *)(p))

static int table[8];
#define ENTRY(index, value) do { table[index] = (value); } while (0)

#define BIT(element, bit) do { element = ((element) | (1 << (bit))); } while (0)
#define VECTOR(bits, i) BIT((bits)[(i) >> 3], (i) & 7)

int start(struct regs *r, void *p)
{
	MASK(r) = 1;
	ACK(r);
	ACK(CARD(p));
	SET(r->mask, MASK(r));
	CARD(p)->status |= 4;
	ENTRY(r->mask, 2);
	ENTRY(r->status, 3);
	VECTOR(table, r->mask);
	return MASK(r);
}
//--- EXPECT
// exit 0
// | check-own-macro: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-own-macro.c
// - #define ACK(r) ((r)->status = 0)
// + #define ACK(r) ((*UMBRA_W(&(r)->status)) = 0)
// - #define ENTRY(index, value) do { table[index] = (value); } while (0)
// + #define ENTRY(index, value) do { UMBRA_A(table, index) = (value); } while (0)
// - #define VECTOR(bits, i) BIT((bits)[(i) >> 3], (i) & 7)
// + #define VECTOR(bits, i) BIT(UMBRA_A((bits), (i) >> 3), (i) & 7)
// + #include "check-own-macro_taps.h"
// - 	MASK(r) = 1;
// + 	MASK(UMBRA_W(r)) = 1;
// - 	CARD(p)->status |= 4;
// + 	*UMBRA_W(&CARD(p)->status) |= 4;
