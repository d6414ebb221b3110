// SPDX-License-Identifier: GPL-2.0-only
/*
 * sleep.c - what a driver's thread sleeps in, so that it leaves when the driver fails.
 *
 * The kernel's msleep(), wait_for_completion() and down() go back to sleep when
 * they are woken for nothing; recovery wakes the threads inside (quiesce.c) and
 * would wait for them in vain. Specs have taps call these instead (INSTEAD).
 *
 * The rule: each sleeps as long as the kernel's own does and returns what that
 * returns, but unwinds the thread, and does not return, once its driver has
 * failed; what it then leaves behind is as if it had never waited.
 *
 * Not handled: mutexes and read-write semaphores; a holder in the driver leaves,
 * too, and lets go of them.
 *
 * What somebody waits in, in the driver's memory, is sealed: set up anew, it would lose
 * him. It is given back when the last one leaves; a queue that a program polled, when the
 * driver writes it and nobody waits there (USED).
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/semaphore.h>
#include <linux/swait.h>
#include "control.h"
#include "../runtime/tracker.h"

/* How often who waits for a semaphore looks up: nobody else can wake it. */
#define UMBRA_SEMAPHORE_LOOK (HZ / 50)

static void umbra_leave_if_failed(struct umbra_domain *domain)
{
	if (umbra_must_leave(domain))
		umbra_unwind(*umbra_top());
}

/**
 * umbra_msleep(), umbra_ssleep(), umbra_fsleep() - as the kernel's
 * Context: process.
 */
void umbra_msleep(struct umbra_domain *domain, unsigned int msecs)
{
	unsigned long timeout = msecs_to_jiffies(msecs) + 1;

	while (timeout) {
		timeout = schedule_timeout_uninterruptible(timeout);
		umbra_leave_if_failed(domain);
	}
}
EXPORT_SYMBOL_GPL(umbra_msleep);

void umbra_ssleep(struct umbra_domain *domain, unsigned int seconds)
{
	umbra_msleep(domain, seconds * 1000);
}
EXPORT_SYMBOL_GPL(umbra_ssleep);

void umbra_fsleep(struct umbra_domain *domain, unsigned long usecs)
{
	if (usecs <= 20000)
		fsleep(usecs);
	else
		umbra_msleep(domain, DIV_ROUND_UP(usecs, 1000));
}
EXPORT_SYMBOL_GPL(umbra_fsleep);

unsigned long umbra_msleep_interruptible(struct umbra_domain *domain, unsigned int msecs)
{
	unsigned long timeout = msecs_to_jiffies(msecs) + 1;

	while (timeout && !signal_pending(current)) {
		timeout = schedule_timeout_interruptible(timeout);
		umbra_leave_if_failed(domain);
	}
	return jiffies_to_msecs(timeout);
}
EXPORT_SYMBOL_GPL(umbra_msleep_interruptible);

/**
 * umbra_usleep_range_state(), umbra_usleep_range() - as the kernel's
 * Context: process.
 */
void umbra_usleep_range_state(struct umbra_domain *domain, unsigned long min, unsigned long max,
			      unsigned int state)
{
	ktime_t end = ktime_add_us(ktime_get(), min);
	u64 slack = (u64)(max - min) * NSEC_PER_USEC;

	do {
		umbra_leave_if_failed(domain);
		__set_current_state(state);
	} while (schedule_hrtimeout_range(&end, slack, HRTIMER_MODE_ABS));
}
EXPORT_SYMBOL_GPL(umbra_usleep_range_state);

void umbra_usleep_range(struct umbra_domain *domain, unsigned long min, unsigned long max)
{
	umbra_usleep_range_state(domain, min, max, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_usleep_range);

/* At once, as many drivers set a completion up for each command; from the last that waited. */
static void umbra_waited(struct umbra_domain *domain, int kind, struct completion *x,
			 struct swait_queue *wait)
{
	unsigned long flags;

	finish_swait(&x->wait, wait);
	if (kind < 0)
		return;
	raw_spin_lock_irqsave(&x->wait.lock, flags);
	if (!swait_active(&x->wait))
		umbra_untrack(domain, kind, (unsigned long)x);
	raw_spin_unlock_irqrestore(&x->wait.lock, flags);
}

/**
 * umbra_waits_end() - nobody waits in the driver's wait queues any more, which are to go
 * Threads inside have left. Programs that poll are told to ask again, and are no more in the
 * queue: they would take themselves out of it when it is something else. Context: process.
 */
void umbra_waits_end(struct umbra_domain *domain)
{
	int kind = domain->map.bits ? umbra_tracker_kind(domain, "wait_queue") : -ENOENT;
	struct umbra_object *object = NULL;

	while (kind >= 0 && (object = umbra_tracker_next(domain, kind, object))) {
		struct wait_queue_head *queue = (void *)object->key;
		struct wait_queue_entry *entry, *next;
		unsigned long flags;

		if (!umbra_is_sealed(domain, object))
			continue;
		/* As the kernel's wake_up_pollfree(): epoll forgets the queue. */
		__wake_up(queue, TASK_NORMAL, 0, poll_to_key(EPOLLHUP | POLLFREE));
		spin_lock_irqsave(&queue->lock, flags);
		list_for_each_entry_safe(entry, next, &queue->head, entry)
			list_del_init(&entry->entry);
		spin_unlock_irqrestore(&queue->lock, flags);
	}
}

/**
 * umbra_queue_left() - after finish_wait() and its like (specs/timers.h)
 * The last one gives the head back: many drivers have one for each command. Context: any.
 */
void umbra_queue_left(struct umbra_domain *domain, struct wait_queue_head *queue)
{
	int kind = domain->map.bits ? umbra_tracker_kind(domain, "wait_queue") : -ENOENT;
	unsigned long flags;

	if (kind < 0)
		return;
	spin_lock_irqsave(&queue->lock, flags);
	if (list_empty(&queue->head))
		umbra_untrack(domain, kind, (unsigned long)queue);
	spin_unlock_irqrestore(&queue->lock, flags);
}
EXPORT_SYMBOL_GPL(umbra_queue_left);

/* The driver's exit has run: queues that programs polled are gone with its memory. */
void umbra_waits_forget(struct umbra_domain *domain)
{
	int kind = umbra_tracker_kind(domain, "wait_queue");
	struct umbra_object *object;

	do
		object = kind < 0 ? NULL : umbra_tracker_next(domain, kind, NULL);
	while (object && umbra_untrack(domain, kind, object->key));
}

/*
 * As the kernel's own loop, but for the look at the domain. A thread that leaves may
 * have been woken by a complete() that it does not use: then the next in line is.
 */
static long umbra_wait_common(struct umbra_domain *domain, struct completion *x, long timeout,
			      int state)
{
	int kind = domain->map.bits ? umbra_tracker_kind(domain, "completion") : -ENOENT;
	DECLARE_SWAITQUEUE(wait);

	might_sleep();
	while (!try_wait_for_completion(x)) {
		if (!timeout || signal_pending_state(state, current)) {
			umbra_waited(domain, kind, x, &wait);
			return timeout ? -ERESTARTSYS : 0;
		}
		prepare_to_swait_exclusive(&x->wait, &wait, state);
		if (kind >= 0)
			umbra_waits_in(domain, kind, (unsigned long)x);
		if (!completion_done(x) && !umbra_must_leave(domain))
			timeout = schedule_timeout(timeout);
		if (umbra_must_leave(domain)) {
			umbra_waited(domain, kind, x, &wait);
			if (completion_done(x))
				swake_up_one(&x->wait);
			umbra_unwind(*umbra_top());
		}
	}
	umbra_waited(domain, kind, x, &wait);
	return timeout ?: 1;
}

/**
 * umbra_wait_for_completion() and its variants - as the kernel's
 * Context: process.
 */
void umbra_wait_for_completion(struct umbra_domain *domain, struct completion *x)
{
	umbra_wait_common(domain, x, MAX_SCHEDULE_TIMEOUT, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion);

unsigned long umbra_wait_for_completion_timeout(struct umbra_domain *domain, struct completion *x,
						unsigned long timeout)
{
	return umbra_wait_common(domain, x, timeout, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion_timeout);

int umbra_wait_for_completion_interruptible(struct umbra_domain *domain, struct completion *x)
{
	long left = umbra_wait_common(domain, x, MAX_SCHEDULE_TIMEOUT, TASK_INTERRUPTIBLE);

	return left < 0 ? left : 0;
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion_interruptible);

long umbra_wait_for_completion_interruptible_timeout(struct umbra_domain *domain,
						     struct completion *x, unsigned long timeout)
{
	return umbra_wait_common(domain, x, timeout, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion_interruptible_timeout);

int umbra_wait_for_completion_killable(struct umbra_domain *domain, struct completion *x)
{
	long left = umbra_wait_common(domain, x, MAX_SCHEDULE_TIMEOUT, TASK_KILLABLE);

	return left < 0 ? left : 0;
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion_killable);

long umbra_wait_for_completion_killable_timeout(struct umbra_domain *domain, struct completion *x,
						unsigned long timeout)
{
	return umbra_wait_common(domain, x, timeout, TASK_KILLABLE);
}
EXPORT_SYMBOL_GPL(umbra_wait_for_completion_killable_timeout);

/*
 * A semaphore's queue is known to the kernel's own functions only: wait in slices.
 * Who waits for long loses its place in the queue at the end of each.
 */
static int umbra_down_common(struct umbra_domain *domain, struct semaphore *sem, long timeout,
			     int state)
{
	might_sleep();
	for (;;) {
		long slice = min_t(long, timeout, UMBRA_SEMAPHORE_LOOK);

		umbra_leave_if_failed(domain);
		if (!down_timeout(sem, slice))
			return 0;
		if (signal_pending_state(state, current))
			return -EINTR;
		if (timeout != MAX_SCHEDULE_TIMEOUT)
			timeout -= slice;
		if (timeout <= 0)
			return -ETIME;
	}
}

/**
 * umbra_down() and its variants - as the kernel's; a signal is seen some ms later
 * Context: process.
 */
void umbra_down(struct umbra_domain *domain, struct semaphore *sem)
{
	umbra_down_common(domain, sem, MAX_SCHEDULE_TIMEOUT, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_down);

int umbra_down_interruptible(struct umbra_domain *domain, struct semaphore *sem)
{
	return umbra_down_common(domain, sem, MAX_SCHEDULE_TIMEOUT, TASK_INTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_down_interruptible);

int umbra_down_killable(struct umbra_domain *domain, struct semaphore *sem)
{
	return umbra_down_common(domain, sem, MAX_SCHEDULE_TIMEOUT, TASK_KILLABLE);
}
EXPORT_SYMBOL_GPL(umbra_down_killable);

int umbra_down_timeout(struct umbra_domain *domain, struct semaphore *sem, long timeout)
{
	return umbra_down_common(domain, sem, timeout, TASK_UNINTERRUPTIBLE);
}
EXPORT_SYMBOL_GPL(umbra_down_timeout);
