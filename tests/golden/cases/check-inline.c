// SPDX-License-Identifier: GPL-2.0-or-later
// What a header's inline stores to is the driver's, whether it does so itself, by another
// inline, by assembly or by a function; an object's own method is passed. A macro that
// stores twice is checked twice; one that calls functions of two types, for both.
// ARGS: --checks=all
// AFTER: grep -n 'umbra_check_own' out/check-inline_taps.c | cut -d: -f2; grep -c 'UMBRA_W' out/umbra-report.json
#include <linux/stores.h>

struct ops {
	int (*one)(int n);
	long (*other)(long n);
};
#define ask(ops, name, n) ((ops)->name(n))

long start(struct counted *counted, struct ops *ops, unsigned long *word, const unsigned long *seen,
	   void *bytes)
{
	store_word(word, 3);
	store_inner(word + 1, 3);
	set_by_asm(word);
	look_by_asm(seen);
	fill_by_asm(bytes, 3);
	move_by_asm(bytes, seen, 3);
	read_port(bytes, 3);
	write_port(seen, 1);
	ask_cpu(bytes);
	store_outside(bytes, 4);
	set_count(counted, 1);
	trade(word[0], word[1]);
	return ask(ops, one, 1) + ask(ops, other, 2);
}
//--- EXPECT
// exit 0
// | check-inline: 9 call taps (0 written, 9 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | 	umbra_check_own(&umbra_domain, "ask_cpu", (const void *)answer, sizeof(*answer));
// | 	umbra_check_own(&umbra_domain, "fill_by_asm", (const void *)words, sizeof(*words));
// | 	umbra_check_own(&umbra_domain, "move_by_asm", (const void *)to, sizeof(*to));
// | 	umbra_check_own(&umbra_domain, "read_port", (const void *)words, sizeof(*words));
// | 	umbra_check_own(&umbra_domain, "set_by_asm", (const void *)word, sizeof(*word));
// | 	umbra_check_own(&umbra_domain, "store_inner", (const void *)word, sizeof(*word));
// | 	umbra_check_own(&umbra_domain, "store_outside", (const void *)bytes, n);
// | 	umbra_check_own(&umbra_domain, "store_word", (const void *)word, sizeof(*word));
// | 2
// @ check-inline.c
// + #include "check-inline_taps.h"
// - #define ask(ops, name, n) ((ops)->name(n))
// + #define ask(ops, name, n) (UMBRA_ICALL((ops)->name, 0x6d904264)(n))
// - 	store_word(word, 3);
// - 	store_inner(word + 1, 3);
// - 	set_by_asm(word);
// + 	umbra_call_store_word(word, 3);
// + 	umbra_call_store_inner(word + 1, 3);
// + 	umbra_call_set_by_asm(word);
// - 	fill_by_asm(bytes, 3);
// - 	move_by_asm(bytes, seen, 3);
// - 	read_port(bytes, 3);
// + 	umbra_call_fill_by_asm(bytes, 3);
// + 	umbra_call_move_by_asm(bytes, seen, 3);
// + 	umbra_call_read_port(bytes, 3);
// - 	ask_cpu(bytes);
// - 	store_outside(bytes, 4);
// - 	set_count(counted, 1);
// - 	trade(word[0], word[1]);
// + 	umbra_call_ask_cpu(bytes);
// + 	umbra_call_store_outside(bytes, 4);
// + 	umbra_call_set_count(counted, 1);
// + 	trade((*UMBRA_W(&word[0])), (*UMBRA_W(&word[1])));
