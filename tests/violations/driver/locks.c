// SPDX-License-Identifier: GPL-2.0-only
/*
 * locks.c - locks taken twice, dropped without being taken, and left taken.
 *
 * "release" lets go, from outside, of those that a thread waits for in vain.
 */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include "violations.h"

static DEFINE_SPINLOCK(spin);
static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static struct work_struct work;
static struct timer_list timer;
static struct hrtimer hrtimer, release_timer;
static enum { NOBODY, SPIN, MUTEX, RWSEM, RTNL } waited_for;

void release_locks(void)
{
	int which = waited_for;

	waited_for = NOBODY;
	if (which == SPIN) {
		/* Who waits for it counts. */
		preempt_disable();
		spin_unlock(&spin);
	} else if (which == MUTEX)
		mutex_unlock(&mutex);
	else if (which == RWSEM)
		up_write(&rwsem);
	else if (which == RTNL)
		rtnl_unlock();
}

/* For what stops a processor for good: no process could ask any more. */
static enum hrtimer_restart release_now(struct hrtimer *unused)
{
	WRITE_ONCE(enough, true);
	release_locks();
	return HRTIMER_NORESTART;
}

static void do_release_later(struct place *place)
{
	hrtimer_init(&release_timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	release_timer.function = release_now;
	hrtimer_start(&release_timer, ms_to_ktime(3000), HRTIMER_MODE_REL_PINNED_HARD);
}

static void do_spin_twice(struct place *place)
{
	waited_for = SPIN;
	spin_lock(&spin);
	spin_lock(&spin);
	spin_unlock(&spin);
}

static void do_spin_irqsave_twice(struct place *place)
{
	unsigned long flags, more;

	waited_for = SPIN;
	spin_lock_irqsave(&spin, flags);
	spin_lock_irqsave(&spin, more);
	spin_unlock_irqrestore(&spin, flags);
}

static void do_mutex_twice(struct place *place)
{
	waited_for = MUTEX;
	mutex_lock(&mutex);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

static void do_rwsem_twice(struct place *place)
{
	waited_for = RWSEM;
	down_write(&rwsem);
	down_write(&rwsem);
	up_write(&rwsem);
}

static void do_rtnl_twice(struct place *place)
{
	waited_for = RTNL;
	rtnl_lock();
	rtnl_lock();
	rtnl_unlock();
}

static bool interrupted;

/* An interrupt wants what the thread that it interrupts has. */
static enum hrtimer_restart in_interrupt_with_lock(struct hrtimer *unused)
{
	WRITE_ONCE(interrupted, true);
	spin_lock(&spin);
	spin_unlock(&spin);
	return HRTIMER_NORESTART;
}

static void do_spin_interrupt(struct place *place)
{
	unsigned int ms;

	waited_for = SPIN;
	interrupted = false;
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	hrtimer.function = in_interrupt_with_lock;
	spin_lock(&spin);
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_PINNED_HARD);
	/* A machine that its host stops comes to it late. */
	for (ms = 0; ms < 1000 && !READ_ONCE(interrupted); ms++)
		mdelay(1);
	/* Whoever released it in the end has done this. */
	if (waited_for)
		spin_unlock(&spin);
	else
		preempt_enable();
}

static void do_unlock_free(struct place *place)
{
	spin_unlock(&spin);
	cond_resched();
	schedule();
}

static void do_up_free(struct place *place)
{
	up_write(&rwsem);
}

static void do_use_rwsem(struct place *place)
{
	down_write(&rwsem);
	up_write(&rwsem);
}

static void do_spin_left(struct place *place)
{
	waited_for = SPIN;
	spin_lock(&spin);
}

static void do_mutex_left(struct place *place)
{
	waited_for = MUTEX;
	mutex_lock(&mutex);
}

static void do_use_mutex(struct place *place)
{
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

static void do_rtnl_left(struct place *place)
{
	waited_for = RTNL;
	rtnl_lock();
}

static void do_use_rtnl(struct place *place)
{
	rtnl_lock();
	rtnl_unlock();
}

static void leave_preempt_off(struct work_struct *unused)
{
	preempt_disable();
}

static void do_preempt_left(struct place *place)
{
	INIT_WORK(&work, leave_preempt_off);
	schedule_work(&work);
}

static void leave_timer_locked(struct timer_list *unused)
{
	spin_lock(&spin);
}

static void do_timer_left(struct place *place)
{
	waited_for = SPIN;
	timer_setup(&timer, leave_timer_locked, 0);
	mod_timer(&timer, jiffies + 1);
}

static void leave_in_rcu(struct work_struct *unused)
{
	rcu_read_lock();
}

static void do_rcu_left(struct place *place)
{
	INIT_WORK(&work, leave_in_rcu);
	schedule_work(&work);
}

static void do_wait_rcu(struct place *place)
{
	synchronize_rcu();
}

const struct mistake lock_mistakes[] = {
	{ "release-later", do_release_later },
	{ "spin-twice", do_spin_twice },
	{ "irqsave-twice", do_spin_irqsave_twice },
	{ "mutex-twice", do_mutex_twice },
	{ "rwsem-twice", do_rwsem_twice },
	{ "rtnl-twice", do_rtnl_twice },
	{ "spin-interrupt", do_spin_interrupt },
	{ "unlock-free", do_unlock_free },
	{ "up-free", do_up_free },
	{ "use-rwsem", do_use_rwsem },
	{ "spin-left", do_spin_left },
	{ "mutex-left", do_mutex_left },
	{ "use-mutex", do_use_mutex },
	{ "rtnl-left", do_rtnl_left },
	{ "use-rtnl", do_use_rtnl },
	{ "preempt-left", do_preempt_left },
	{ "timer-left", do_timer_left },
	{ "rcu-left", do_rcu_left },
	{ "wait-rcu", do_wait_rcu },
	{ NULL },
};
