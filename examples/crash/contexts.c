// SPDX-License-Identifier: GPL-2.0-only
/*
 * contexts.c - the second word of a request: where to fail.
 *
 * process	in the thread that makes the request
 * nested	kernel, driver, kernel, driver: in a comparison that sort() calls
 * nested-held	the same, but what is held is the outer call's
 * ioctl	in the next ioctl() of /dev/crash (insmod's device=1)
 * work softirq hardirq	in a work item, a timer, a high-resolution timer's interrupt
 * interrupted	in an interrupt that finds its processor inside the driver
 * beside	in this thread, while one on another processor is in the driver as well:
 *		in a loop of it (held: nothing), or spinning on the lock that is held
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/sort.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include "crash.h"

static DEFINE_SPINLOCK(crash_contended);
static struct timer_list crash_timer;
static struct hrtimer crash_hrtimer;
static struct work_struct crash_work, crash_beside_work;
static int crash_is_beside, crash_is_interrupted;

static void crash_process(void)
{
	crash_holding(crash_now);
	barrier();
}

/* Called by sort(). */
static int crash_compare(const void *a, const void *b)
{
	crash_holding(crash_now);
	return 0;
}

static void crash_nested(void)
{
	int pair[2] = { 2, 1 };

	sort(pair, 2, sizeof(pair[0]), crash_compare, NULL);
}

static int crash_compare_bare(const void *a, const void *b)
{
	crash_now();
	return 0;
}

static void crash_sort_bare(void)
{
	int pair[2] = { 2, 1 };

	sort(pair, 2, sizeof(pair[0]), crash_compare_bare, NULL);
}

static void crash_nested_held(void)
{
	crash_holding(crash_sort_bare);
	barrier();
}

static void crash_on_ioctl(void)
{
}

long crash_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	crash_holding(crash_now);
	return -ENOTTY;
}

static void crash_on_work(struct work_struct *work)
{
	crash_holding(crash_now);
	barrier();
}

static void crash_schedule(void)
{
	schedule_work(&crash_work);
}

static void crash_on_timer(struct timer_list *timer)
{
	crash_holding(crash_now);
	barrier();
}

static void crash_softirq(void)
{
	mod_timer(&crash_timer, jiffies + 1);
}

static enum hrtimer_restart crash_on_hrtimer(struct hrtimer *timer)
{
	WRITE_ONCE(crash_is_interrupted, 1);
	crash_holding(crash_now);
	return HRTIMER_NORESTART;
}

static void crash_hardirq(void)
{
	hrtimer_start(&crash_hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
}

/* The timer is this processor's, which stays in here until it has fired, and after. */
static void crash_interrupted(void)
{
	unsigned int i;

	preempt_disable();
	hrtimer_start(&crash_hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_PINNED_HARD);
	for (i = 0; i < 1000000 && !READ_ONCE(crash_is_interrupted); i++)
		udelay(1);
	preempt_enable();
}

/* A loop that would take a minute, with taps in it; or the wait for a lock. */
static void crash_on_beside(struct work_struct *work)
{
	unsigned int i;

	WRITE_ONCE(crash_is_beside, 1);
	if (strcmp(crash_held, "nothing")) {
		spin_lock(&crash_contended);
		udelay(1);
		spin_unlock(&crash_contended);
	} else {
		for (i = 0; i < 60000; i++)
			mdelay(1);
	}
}

static void crash_beside(void)
{
	bool locks = strcmp(crash_held, "nothing");
	unsigned int i, here;

	here = get_cpu();
	if (locks)
		spin_lock(&crash_contended);
	schedule_work_on(cpumask_any_but(cpu_online_mask, here), &crash_beside_work);
	for (i = 0; i < 10000 && !READ_ONCE(crash_is_beside); i++)
		udelay(100);
	udelay(1000); /* now it spins */
	crash_now();
	if (locks)
		spin_unlock(&crash_contended);
	put_cpu();
}

static const struct crash_word crash_contexts[] = {
	{ "process", crash_process },
	{ "nested", crash_nested },
	{ "nested-held", crash_nested_held },
	{ "ioctl", crash_on_ioctl },
	{ "work", crash_schedule },
	{ "softirq", crash_softirq },
	{ "hardirq", crash_hardirq },
	{ "interrupted", crash_interrupted },
	{ "beside", crash_beside },
	{}
};

int crash_in(const char *context)
{
	return crash_run(crash_contexts, context);
}

int crash_contexts_init(void)
{
	timer_setup(&crash_timer, crash_on_timer, 0);
	hrtimer_init(&crash_hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	crash_hrtimer.function = crash_on_hrtimer;
	INIT_WORK(&crash_work, crash_on_work);
	INIT_WORK(&crash_beside_work, crash_on_beside);
	return 0;
}

void crash_contexts_exit(void)
{
	del_timer_sync(&crash_timer);
	hrtimer_cancel(&crash_hrtimer);
	cancel_work_sync(&crash_work);
	cancel_work_sync(&crash_beside_work);
}
