// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that stores, or loops, where the driver has no word: the taps' header repeats it, with
// checks in it. One that is an lvalue, which others read, stays: its argument is checked.
// ARGS: --checks=all
// AFTER: sed -n "/kernel's macros/,$ p" out/check-repeated_taps.h
#include <linux/thing.h>
#include <linux/stores.h>

int start(struct task *task, struct counter **last, struct counter *counter)
{
	count(4);
	count_in(4, val);
	put_last(last, counter);
	clear_counters(3, task->state);
	await_count(5);
	await_counts(5);
	is_wide(task) = 1;
	return is_wide(task);
}
//--- EXPECT
// exit 0
// | check-repeated: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// | /* The kernel's macros, with checks in them. */
// | #undef await_count
// | #define await_count(number)                                 \
// | 	do {                                                \
// | 		struct counter *__c = counter_of(number);   \
// | 		while (!__c->value)                         \
// | 			{ UMBRA_POLL(); ; }                                   \
// | 	} while (0)
// | #undef await_counts
// | #define await_counts(number)                                \
// | 	do {                                                \
// | 		struct counter *__c = counter_of(number);   \
// | 		while (!__c->value) { UMBRA_POLL();                       \
// | 			barrier();                          \
// | 		}                                           \
// | 	} while (0)
// | #undef clear_counters
// | #define clear_counters(number, counters)                                        \
// | 	do {                                                                    \
// | 		struct counter *__c = counter_of(number);                       \
// | 		__builtin_memset(UMBRA_WN(__c, (counters) * sizeof(struct counter)), 0, (counters) * sizeof(struct counter));  \
// | 	} while (0)
// | #undef count
// | #define count(number)                                       \
// | 	do {                                                \
// | 		struct counter *__c = counter_of(number);   \
// | 		(*UMBRA_W(&(__c->value)))++;                               \
// | 	} while (0)
// | #undef count_in
// | #define count_in(number, t)                                 \
// | 	do {                                                \
// | 		struct counter *__c = counter_of(number);   \
// | 		(*UMBRA_W(&(__c->t##ue)))++;                               \
// | 	} while (0)
// | #undef put_last
// | #define put_last(lastp, counter) ((*UMBRA_W(&(**(lastp)))) = *(counter))
// |
// | #endif
// @ check-repeated.c
// + #include "check-repeated_taps.h"
// - 	is_wide(task) = 1;
// + 	is_wide(UMBRA_WB(task, 8, 16)) = 1;
