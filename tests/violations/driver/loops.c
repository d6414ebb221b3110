// SPDX-License-Identifier: GPL-2.0-only
/*
 * loops.c - loops that nothing ends, and waits that nobody ends.
 *
 * Nothing but "release", which is there for the test alone: with it a machine
 * that has shown the damage can show the next.
 */
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/irqflags.h>
#include <linux/list.h>
#include <linux/processor.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include "violations.h"

static DEFINE_SPINLOCK(spin);
static struct timer_list timer;
static struct hrtimer hrtimer;
static struct work_struct work;

static void wait_for_ever(void)
{
	while (!READ_ONCE(enough))
		cpu_relax();
}

static void do_loop_process(struct place *place)
{
	wait_for_ever();
}

static void do_loop_locked(struct place *place)
{
	spin_lock(&spin);
	wait_for_ever();
	spin_unlock(&spin);
}

static void do_loop_irqs_off(struct place *place)
{
	unsigned long flags;

	local_irq_save(flags);
	wait_for_ever();
	local_irq_restore(flags);
}

static void loop_in_timer(struct timer_list *unused)
{
	wait_for_ever();
}

static void do_loop_softirq(struct place *place)
{
	timer_setup(&timer, loop_in_timer, 0);
	mod_timer(&timer, jiffies + 1);
	/* Not through before it is. */
	while (!READ_ONCE(enough) && timer_pending(&timer))
		cpu_relax();
	del_timer_sync(&timer);
}

static enum hrtimer_restart loop_in_interrupt(struct hrtimer *unused)
{
	wait_for_ever();
	return HRTIMER_NORESTART;
}

static void do_loop_hardirq(struct place *place)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	hrtimer.function = loop_in_interrupt;
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
	while (!READ_ONCE(enough) && !hrtimer_callback_running(&hrtimer))
		cpu_relax();
	hrtimer_cancel(&hrtimer);
}

static void loop_in_work(struct work_struct *unused)
{
	wait_for_ever();
}

static void do_loop_work(struct place *place)
{
	INIT_WORK(&work, loop_in_work);
	schedule_work(&work);
	flush_work(&work);
}

/* A device that is dead or was unplugged reads as all ones: busy for ever. */
static void do_loop_register(struct place *place)
{
	while ((readl(registers + 0x50) & 1) && !READ_ONCE(enough))
		cpu_relax();
}

/* An entry that was linked twice: the list comes round to it, and not to its head. */
static void do_loop_list(struct place *place)
{
	struct list_head head, one, two, *at;

	INIT_LIST_HEAD(&head);
	list_add_tail(&one, &head);
	list_add_tail(&two, &head);
	two.next = &one;
	list_for_each(at, &head)
		if (READ_ONCE(enough))
			break;
}

static void do_loop_goto(struct place *place)
{
	int tries = 0;

again:
	if (tries++ < 0 || READ_ONCE(enough))
		return;
	cpu_relax();
	tries = 0;
	goto again;
}

const struct mistake loop_mistakes[] = {
	{ "loop-process", do_loop_process },
	{ "loop-locked", do_loop_locked },
	{ "loop-irqs-off", do_loop_irqs_off },
	{ "loop-softirq", do_loop_softirq },
	{ "loop-hardirq", do_loop_hardirq },
	{ "loop-work", do_loop_work },
	{ "loop-register", do_loop_register },
	{ "loop-list", do_loop_list },
	{ "loop-goto", do_loop_goto },
	{ NULL },
};
