// SPDX-License-Identifier: GPL-2.0-only
/* waits.c - what is written while somebody waits in it, who is never found again. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/wait.h>
#include "violations.h"

struct waited {
	wait_queue_head_t queue;
	bool set;
};

static DECLARE_COMPLETION(arrived);
static DECLARE_COMPLETION(woken);
static DECLARE_WAIT_QUEUE_HEAD(polled);
static struct waited *waited;

static int wait_for_arrival(void *unused)
{
	wait_for_completion(&arrived);
	complete(&woken);
	return 0;
}

static void do_completion_late(struct place *place)
{
	init_completion(&arrived);
	init_completion(&woken);
	if (IS_ERR(kthread_run(wait_for_arrival, NULL, "violations")))
		return;
	while (!swait_active(&arrived.wait))
		msleep(1);
	msleep(100);
	init_completion(&arrived);
	complete(&arrived);
	wait_for_completion(&woken);
}

static int wait_in_queue(void *unused)
{
	wait_event(waited->queue, READ_ONCE(waited->set));
	complete(&woken);
	return 0;
}

static bool somebody_waits(void)
{
	init_completion(&woken);
	waited = kzalloc(sizeof(*waited), GFP_KERNEL);
	if (!waited)
		return false;
	init_waitqueue_head(&waited->queue);
	if (IS_ERR(kthread_run(wait_in_queue, NULL, "violations")))
		return false;
	while (!waitqueue_active(&waited->queue))
		msleep(1);
	msleep(100);
	return true;
}

static void wake_somebody(void)
{
	WRITE_ONCE(waited->set, true);
	wake_up_all(&waited->queue);
	wait_for_completion(&woken);
}

static void do_queue_late(struct place *place)
{
	if (!somebody_waits())
		return;
	init_waitqueue_head(&waited->queue);
	wake_somebody();
}

/* The driver's own store; what it breaks, it mends after the waiter is lost. */
static void do_queue_cleared(struct place *place)
{
	if (!somebody_waits())
		return;
	memset(waited, 0, sizeof(*waited));
	init_waitqueue_head(&waited->queue);
	wake_somebody();
}

/* A program that polls is in the queue, too, and takes itself out of it. */
static void do_poll_late(struct place *place)
{
	init_waitqueue_head(&polled);
}

__poll_t violations_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &polled, wait);
	return 0;
}

void release_waits(void)
{
	complete_all(&woken);
}

/* Nobody waits any more; then it is other memory. No mistakes. */
void waits_allowed(void)
{
	static bool never;
	unsigned int i;

	for (i = 0; i < 3; i++) {
		struct {
			struct completion done;
			wait_queue_head_t queue;
		} *mine = kzalloc(sizeof(*mine), GFP_KERNEL);

		if (!mine)
			return;
		init_waitqueue_head(&mine->queue);
		wait_event_timeout(mine->queue, READ_ONCE(never), 2);
		init_waitqueue_head(&mine->queue);
		init_completion(&mine->done);
		wait_for_completion_timeout(&mine->done, 1);
		init_completion(&mine->done);
		wait_event_timeout(mine->queue, READ_ONCE(never), 2);
		memset(mine, 0, sizeof(*mine));
		kfree(mine);
	}
}

const struct mistake wait_mistakes[] = {
	{ "completion-late", do_completion_late },
	{ "queue-late", do_queue_late },
	{ "queue-cleared", do_queue_cleared },
	{ "poll-late", do_poll_late },
	{ NULL },
};
