// SPDX-License-Identifier: GPL-2.0-or-later
// What kernel macros do on their own: a whole function, a call of a kernel's operation;
// assembly that has a pointer to store, and says where.
// ARGS: --checks=all
#include <linux/stores.h>

struct card {
	struct task *task;
	int (*get)(int number);
};

int one(int number);

DEFINE_RESET(card);

int start(struct card *card, struct thing *thing)
{
	put_task(&card->task, NULL);
	RUN(card->task);
	return INDIRECT(card->get, one, 3);
}
//--- EXPECT
// exit 0
// | check-kernel-function: 0 call taps (0 written, 0 inferred, 0 default), 0 entry taps (0 written), 0 not covered
// @ check-kernel-function.c
// + #include "check-kernel-function_taps.h"
// - 	put_task(&card->task, NULL);
// + 	put_task(UMBRA_W(&card->task), NULL);
// - 	return INDIRECT(card->get, one, 3);
// + 	return INDIRECT(UMBRA_ICALL(card->get, 0x5145d948), one, 3);
