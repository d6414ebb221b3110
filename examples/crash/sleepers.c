// SPDX-License-Identifier: GPL-2.0-only
/*
 * sleepers.c - "asleep WAY": a thread stays in the driver, as one that waits for
 * its device does, for a minute or until the next request.
 * "asleep test": do the functions that it sleeps in keep what they promise?
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include "crash.h"

#define CRASH_MINUTE_MS 60000

static DECLARE_WAIT_QUEUE_HEAD(crash_queue);
static DEFINE_MUTEX(crash_sleepers_mutex);
static DECLARE_COMPLETION(crash_completion);
static struct semaphore crash_empty;

static void crash_wait_event(void)
{
	int seen = requests;

	wait_event(crash_queue, READ_ONCE(requests) != seen);
}

static void crash_behind_mutex(void)
{
	mutex_lock(&crash_sleepers_mutex);
	crash_wait_event();
	mutex_unlock(&crash_sleepers_mutex);
}

static void crash_msleep(void)
{
	msleep(CRASH_MINUTE_MS);
}

static void crash_msleep_interruptible(void)
{
	msleep_interruptible(CRASH_MINUTE_MS);
}

static void crash_ssleep(void)
{
	ssleep(CRASH_MINUTE_MS / 1000);
}

static void crash_usleep(void)
{
	usleep_range(CRASH_MINUTE_MS * 1000, CRASH_MINUTE_MS * 1000 + 1000);
}

static void crash_schedule_timeout(void)
{
	schedule_timeout_uninterruptible(msecs_to_jiffies(CRASH_MINUTE_MS));
}

static void crash_wait_completion(void)
{
	wait_for_completion(&crash_completion);
}

static void crash_wait_completion_timeout(void)
{
	wait_for_completion_timeout(&crash_completion, msecs_to_jiffies(CRASH_MINUTE_MS));
}

static void crash_wait_completion_interruptible(void)
{
	if (wait_for_completion_interruptible(&crash_completion))
		crash_msleep();
}

static void crash_down(void)
{
	down(&crash_empty);
}

static void crash_down_interruptible(void)
{
	if (down_interruptible(&crash_empty))
		crash_msleep();
}

static void crash_flush(void);

static const struct crash_word crash_ways[] = {
	{ "wait_event", crash_wait_event },
	{ "mutex", crash_behind_mutex },
	{ "mutex-too", crash_behind_mutex },
	{ "msleep", crash_msleep },
	{ "msleep_interruptible", crash_msleep_interruptible },
	{ "ssleep", crash_ssleep },
	{ "usleep_range", crash_usleep },
	{ "schedule_timeout", crash_schedule_timeout },
	{ "completion", crash_wait_completion },
	{ "completion-timeout", crash_wait_completion_timeout },
	{ "completion-signal", crash_wait_completion_interruptible },
	{ "down", crash_down },
	{ "down-signal", crash_down_interruptible },
	{ "flush_work", crash_flush },
	{}
};

/* One for each way. */
static struct work_struct crash_sleepers[ARRAY_SIZE(crash_ways)];

/* Of the one that sleeps in msleep(). */
static void crash_flush(void)
{
	flush_work(&crash_sleepers[3]);
}

static void crash_on_sleeper(struct work_struct *work)
{
	crash_ways[work - crash_sleepers].run();
	barrier();
}

static void crash_on_late(struct work_struct *work)
{
	msleep(20);
	complete(&crash_completion);
	msleep(20);
	up(&crash_empty);
}

static DECLARE_WORK(crash_late, crash_on_late);

#define CRASH_EXPECT(condition)                                        \
	do {                                                           \
		if (!(condition)) {                                    \
			pr_err("crash: not so: %s\n", #condition);     \
			return -EPROTO;                                \
		}                                                      \
	} while (0)

static int crash_test_sleep(void)
{
	unsigned long tick = msecs_to_jiffies(100), left, then = jiffies;
	ktime_t from;

	/* Timers count jiffies, which may lag behind the clock and catch up. */
	msleep(30);
	CRASH_EXPECT(jiffies - then >= msecs_to_jiffies(30));
	CRASH_EXPECT(msleep_interruptible(30) == 0);
	CRASH_EXPECT(jiffies - then >= msecs_to_jiffies(60));
	from = ktime_get();
	usleep_range(30000, 31000);
	fsleep(30000);
	CRASH_EXPECT(ktime_us_delta(ktime_get(), from) >= 60000);

	/* What was completed twice is waited for twice. */
	complete(&crash_completion);
	complete(&crash_completion);
	wait_for_completion(&crash_completion);
	CRASH_EXPECT(wait_for_completion_timeout(&crash_completion, tick) == tick);
	then = jiffies;
	CRASH_EXPECT(wait_for_completion_timeout(&crash_completion, tick) == 0);
	CRASH_EXPECT(jiffies - then >= tick);
	complete_all(&crash_completion);
	wait_for_completion(&crash_completion);
	CRASH_EXPECT(wait_for_completion_interruptible(&crash_completion) == 0);
	reinit_completion(&crash_completion);

	up(&crash_empty);
	CRASH_EXPECT(down_interruptible(&crash_empty) == 0);
	then = jiffies;
	CRASH_EXPECT(down_timeout(&crash_empty, tick) == -ETIME);
	CRASH_EXPECT(jiffies - then >= tick);

	/* Woken as soon as it comes. */
	queue_work(system_unbound_wq, &crash_late);
	left = wait_for_completion_timeout(&crash_completion, msecs_to_jiffies(CRASH_MINUTE_MS));
	CRASH_EXPECT(left > msecs_to_jiffies(CRASH_MINUTE_MS / 2));
	down(&crash_empty);
	flush_work(&crash_late);
	CRASH_EXPECT(down_trylock(&crash_empty) && !completion_done(&crash_completion));
	return 0;
}

int crash_sleep(const char *way)
{
	unsigned int i;

	if (!strcmp(way, "test"))
		return crash_test_sleep();
	for (i = 0; crash_ways[i].name; i++)
		if (!strcmp(way, crash_ways[i].name) || !strcmp(way, "all"))
			queue_work(system_unbound_wq, &crash_sleepers[i]);
	return 0;
}

void crash_sleepers_wake(void)
{
	wake_up_all(&crash_queue);
	complete_all(&crash_completion);
	reinit_completion(&crash_completion);
}

void crash_sleepers_init(void)
{
	unsigned int i;

	sema_init(&crash_empty, 0);
	for (i = 0; i < ARRAY_SIZE(crash_sleepers); i++)
		INIT_WORK(&crash_sleepers[i], crash_on_sleeper);
}

void crash_sleepers_exit(void)
{
	unsigned int i;

	cancel_work_sync(&crash_late);
	requests++;
	crash_sleepers_wake();
	for (i = 0; i < ARRAY_SIZE(crash_sleepers); i++) {
		up(&crash_empty);
		cancel_work_sync(&crash_sleepers[i]);
	}
}
