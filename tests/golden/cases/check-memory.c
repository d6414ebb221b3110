// SPDX-License-Identifier: GPL-2.0-or-later
// memcpy() and its like, which the compiler may do by itself.
// ARGS: --checks=all
#include <linux/thing.h>
#include <linux/stores.h>

struct card {
	char name[16];
	char *memory;
};

void start(struct card *card, const char *from, int n)
{
	char local[16];

	memcpy(card->name, from, sizeof(card->name));
	memcpy(card->memory + 2, from, n
	       * 2);
	memcpy(&card[1], card, sizeof(*card));
	memcpy(card->memory, from, ALIGN(n, 8));
	memcpy(card->memory, from, n++);
	memcpy(local, from, 16);
	memcpy(local, from, n);
	__builtin_memset(card->memory, 0, n);
	__builtin_memset(&local[4], 0, 2);
}
//--- EXPECT
// exit 0
// | check-memory: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-memory.c
// + #include "check-memory_taps.h"
// - 	memcpy(card->name, from, sizeof(card->name));
// - 	memcpy(card->memory + 2, from, n
// + 	memcpy(UMBRA_WN(card->name, sizeof(card->name)), from, sizeof(card->name));
// + 	memcpy(UMBRA_WN(card->memory + 2, n * 2), from, n
// - 	memcpy(&card[1], card, sizeof(*card));
// - 	memcpy(card->memory, from, ALIGN(n, 8));
// - 	memcpy(card->memory, from, n++);
// + 	memcpy(UMBRA_WN(&card[1], sizeof(*card)), card, sizeof(*card));
// + 	memcpy(UMBRA_WN(card->memory, ALIGN(n, 8)), from, ALIGN(n, 8));
// + 	memcpy(card->memory, from, UMBRA_NW(n++, card->memory));
// - 	memcpy(local, from, n);
// - 	__builtin_memset(card->memory, 0, n);
// - 	__builtin_memset(&local[4], 0, 2);
// + 	memcpy(UMBRA_WN(local, n), from, n);
// + 	__builtin_memset(UMBRA_WN(card->memory, n), 0, n);
// + 	__builtin_memset(UMBRA_WN(&local[4], 2), 0, 2);
