// SPDX-License-Identifier: GPL-2.0-only
/* contexts.c - sleeping where nothing may sleep. */
#include <linux/bottom_half.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include "violations.h"

static DEFINE_SPINLOCK(spin);
static DEFINE_SPINLOCK(other);
static DEFINE_RWLOCK(rwlock);
static DEFINE_SEMAPHORE(semaphore);
static struct timer_list timer;
static struct work_struct work;
static struct hrtimer hrtimer;

static void do_sleep_spin(struct place *place)
{
	spin_lock(&spin);
	msleep(20);
	spin_unlock(&spin);
}

static void do_sleep_write(struct place *place)
{
	write_lock(&rwlock);
	usleep_range(10000, 20000);
	write_unlock(&rwlock);
}

static void do_sleep_preempt(struct place *place)
{
	preempt_disable();
	msleep(20);
	preempt_enable();
}

static void do_sleep_bh(struct place *place)
{
	local_bh_disable();
	schedule_timeout_uninterruptible(2);
	local_bh_enable();
}

static void do_sleep_rcu(struct place *place)
{
	rcu_read_lock();
	msleep(20);
	rcu_read_unlock();
}

/* Somebody else has it for a while. */
static void hold_semaphore(struct work_struct *unused)
{
	msleep(200);
	up(&semaphore);
}

static void do_down_spin(struct place *place)
{
	down(&semaphore);
	INIT_WORK(&work, hold_semaphore);
	schedule_work(&work);
	spin_lock_bh(&spin);
	down(&semaphore);
	spin_unlock_bh(&spin);
	up(&semaphore);
}

static void do_flush_spin(struct place *place)
{
	down(&semaphore);
	INIT_WORK(&work, hold_semaphore);
	schedule_work(&work);
	spin_lock(&spin);
	flush_work(&work);
	spin_unlock(&spin);
}

static void do_vmalloc_bh(struct place *place)
{
	void *mine;

	local_bh_disable();
	mine = vmalloc(4 * PAGE_SIZE);
	local_bh_enable();
	vfree(mine);
}

/* More than kmalloc() has: only in atomic context does it matter what the flags allow. */
static void do_gfp_spin(struct place *place)
{
	void *mine;

	spin_lock_bh(&other);
	mine = kvmalloc(16 << 20, GFP_KERNEL);
	spin_unlock_bh(&other);
	kvfree(mine);
}

static void sleep_in_timer(struct timer_list *unused)
{
	msleep(20);
}

static void do_sleep_timer(struct place *place)
{
	timer_setup(&timer, sleep_in_timer, 0);
	mod_timer(&timer, jiffies + 1);
}

static enum hrtimer_restart sleep_in_interrupt(struct hrtimer *unused)
{
	msleep(20);
	return HRTIMER_NORESTART;
}

static void do_sleep_interrupt(struct place *place)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	hrtimer.function = sleep_in_interrupt;
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
}

const struct mistake context_mistakes[] = {
	{ "sleep-spin", do_sleep_spin },
	{ "sleep-write", do_sleep_write },
	{ "sleep-preempt", do_sleep_preempt },
	{ "sleep-bh", do_sleep_bh },
	{ "sleep-rcu", do_sleep_rcu },
	{ "down-spin", do_down_spin },
	{ "flush-spin", do_flush_spin },
	{ "vmalloc-bh", do_vmalloc_bh },
	{ "gfp-spin", do_gfp_spin },
	{ "sleep-timer", do_sleep_timer },
	{ "sleep-interrupt", do_sleep_interrupt },
	{ NULL },
};
