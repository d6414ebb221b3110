// SPDX-License-Identifier: GPL-2.0-only
/*
 * quiesce.c - waits until no thread is in a driver.
 */
#include <linux/delay.h>
#include <linux/percpu.h>
#include <linux/sched/signal.h>
#include <linux/smp.h>
#include "control.h"

/* One that was just about to sleep is woken the next time. */
#define UMBRA_WAKE_EVERY_MS 10

struct umbra_inflight *umbra_inflight_of(struct umbra_domain *domain, int cpu)
{
	return per_cpu_ptr((struct umbra_inflight __percpu *)domain->inflight, cpu);
}

/* Frames in the driver, on all processors; none is missed (struct umbra_inflight). */
long umbra_inflight(struct umbra_domain *domain)
{
	unsigned long entered = 0, left = 0;
	unsigned int i;
	int cpu;

	for_each_possible_cpu(cpu) {
		struct umbra_inflight *here = umbra_inflight_of(domain, cpu);

		left += READ_ONCE(here->dropped);
		for (i = 0; i < UMBRA_TRAILS; i++)
			left += READ_ONCE(here->left[i]) / sizeof(struct umbra_over);
	}
	smp_rmb();
	for_each_possible_cpu(cpu)
		entered += READ_ONCE(umbra_inflight_of(domain, cpu)->entered);
	return (long)(entered - left);
}

/*
 * Threads that sleep in the driver wake up, go round their loop and find out in
 * its next tap. Any sleep must stand being woken for nothing.
 */
static void umbra_wake_sleepers(struct umbra_domain *domain)
{
	struct task_struct *process, *task;
	struct umbra_frame copy;

	rcu_read_lock();
	for_each_process_thread(process, task)
		if (umbra_inside(domain, task, 0, &copy))
			wake_up_process(task);
	rcu_read_unlock();
}

/*
 * Wait until nobody is inside but @but frames. An entry tap counts first and reads the state
 * then; the interrupt on every processor makes its count visible here if it
 * has read the old state. Returns false if somebody stays.
 */
bool umbra_wait_empty(struct umbra_control *control, long but)
{
	struct umbra_domain *domain = control->domain;
	unsigned long end = jiffies + msecs_to_jiffies(control->core.policy.leave_ms);
	unsigned long wake = jiffies;

	kick_all_cpus_sync();
	while (umbra_inflight(domain) > but) {
		if (time_after(jiffies, end))
			return false;
		if (time_after_eq(jiffies, wake)) {
			umbra_wake_sleepers(domain);
			wake = jiffies + msecs_to_jiffies(UMBRA_WAKE_EVERY_MS);
		}
		usleep_range(50, 200);
	}
	return true;
}
