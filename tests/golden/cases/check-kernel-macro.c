// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel macro that stores through its argument: those bytes of the argument.
// ARGS: --checks=all
#include <linux/stores.h>

struct card {
	struct task task;
	int state;
};

static void work(struct task *task)
{
}

int start(struct card *card, struct task *task)
{
	WRITE_ONCE(card->state, 1);
	INIT_TASK(&card->task, work);
	INIT_TASK(task, work);
	MARK_TASK(task + 1, card);
	barrier();
	mb();
	return exchange(&card->state, 2);
}
//--- EXPECT
// exit 0
// | check-kernel-macro: 0 call taps (0 written, 0 inferred, 0 default), 1 entry taps (0 written), 0 not covered
// @ check-kernel-macro.c
// + #include "check-kernel-macro_taps.h"
// - 	WRITE_ONCE(card->state, 1);
// - 	INIT_TASK(&card->task, work);
// - 	INIT_TASK(task, work);
// - 	MARK_TASK(task + 1, card);
// + 	WRITE_ONCE((*UMBRA_W(&card->state)), 1);
// + 	INIT_TASK(UMBRA_W(&card->task), umbra_entry_work);
// + 	INIT_TASK(UMBRA_W(task), umbra_entry_work);
// + 	MARK_TASK(UMBRA_WB(task + 1, 8, 16), card);
// - 	return exchange(&card->state, 2);
// + 	return exchange(UMBRA_W(&card->state), 2);
// +
// + /* Functions that entry taps call, see check-kernel-macro_taps.h. */
// + UMBRA_ENTRY(work);
