// SPDX-License-Identifier: GPL-2.0-only
/*
 * deadline.c - a thread that sleeps in the driver and is not woken.
 *
 * The rule: one sleep, in an operation where nobody waits for ever
 * (UMBRA_SITE_DEADLINE), that lasts longer than the policy's deadline_ms is a
 * failure of the driver's. A thread that wakes up now and then is not asleep.
 *
 * An entry of such an operation has all threads looked at once in a while, until
 * nobody is inside: a driver that is not asked to do anything costs nothing. A thread
 * that sleeps, in the same frame, and has not run since the last look (its count of
 * switches) sleeps the same sleep.
 *
 * Not handled: more than UMBRA_SLEEPERS such threads at once; those wait until
 * the first are through. A wait that goes on after each of many wake-ups.
 */
#include <linux/sched/signal.h>
#include "control.h"

static void umbra_overslept(struct umbra_domain *domain, struct task_struct *task,
			    const struct umbra_frame *frame)
{
	struct umbra_failure failure = {
		.what = "asleep past the deadline",
		.context = "process",
		.site = frame->site,
		.ip = frame->ip, /* in the tap: the entry is named */
	};

	umbra_fail(domain, &failure);
	umbra_recovery_kick(domain);
	/* It may be the recovery's own thread, which would wake the others. */
	wake_up_process(task);
}

/* One task: does it sleep as it did when we last looked? Under RCU. */
static void umbra_watch_one(struct umbra_control *control, struct task_struct *task,
			  struct umbra_sleeper *now, unsigned int *n, u64 time)
{
	struct umbra_sleeper sleeper = { .task = task, .since = time };
	struct umbra_frame copy;
	unsigned int i;

	if (READ_ONCE(task->__state) == TASK_RUNNING || *n == UMBRA_SLEEPERS)
		return;
	sleeper.switches = READ_ONCE(task->nvcsw) + READ_ONCE(task->nivcsw);
	sleeper.frame = umbra_inside(control->domain, task, UMBRA_SITE_DEADLINE, &copy);
	if (!sleeper.frame)
		return;
	for (i = 0; i < UMBRA_SLEEPERS; i++) {
		const struct umbra_sleeper *before = &control->sleepers[i];

		if (before->task == task && before->frame == sleeper.frame &&
		    before->switches == sleeper.switches)
			sleeper.since = before->since;
	}
	now[(*n)++] = sleeper;
	if (time - sleeper.since > (u64)control->core.policy.deadline_ms * NSEC_PER_MSEC)
		umbra_overslept(control->domain, task, &copy);
}

static void umbra_deadline_look(struct umbra_control *control)
{
	struct umbra_sleeper now[UMBRA_SLEEPERS] = { 0 };
	struct task_struct *process, *task;
	u64 time = umbra_now_ns();
	unsigned int n = 0;

	if (control->core.policy.deadline_ms) {
		rcu_read_lock();
		for_each_process_thread(process, task)
			umbra_watch_one(control, task, now, &n, time);
		rcu_read_unlock();
	}
	memcpy(control->sleepers, now, sizeof(now));
}

/* No sooner than that, if it is due already. */
static void umbra_deadline_later(struct umbra_control *control)
{
	unsigned int ms = control->core.policy.deadline_ms;

	schedule_delayed_work(&control->deadline, msecs_to_jiffies(clamp(ms / 4, 50u, 1000u)));
}

static void umbra_deadline_work(struct work_struct *work)
{
	struct umbra_control *control =
		container_of(to_delayed_work(work), struct umbra_control, deadline);

	/* Who enters from now on says so. */
	if (!umbra_inflight(control->domain))
		return;
	umbra_deadline_look(control);
	umbra_deadline_later(control);
}

void umbra_deadline_entered(struct umbra_domain *domain)
{
	umbra_deadline_later(umbra_control(domain));
}
EXPORT_SYMBOL_GPL(umbra_deadline_entered);

/* Context: process, before the driver's init. */
void umbra_deadline_start(struct umbra_control *control)
{
	INIT_DELAYED_WORK(&control->deadline, umbra_deadline_work);
}

/* Context: process. */
void umbra_deadline_stop(struct umbra_control *control)
{
	cancel_delayed_work_sync(&control->deadline);
}
