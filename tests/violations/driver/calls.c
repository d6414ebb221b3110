// SPDX-License-Identifier: GPL-2.0-only
/* calls.c - functions that the driver, or the kernel for it, was never to call. */
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/rcupdate.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include "violations.h"

struct ops {
	void (*run)(void);
};

static struct timer_list timer;
static struct hrtimer hrtimer;
static struct work_struct work;
static struct delayed_work delayed;
static struct tasklet_struct tasklet;
static struct rcu_head rcu;

/* As CVE-2010-3849 and -4258: a table of functions that the attacker has placed. */
static void do_chosen_call(struct place *place)
{
	struct ops attacker = { .run = (void (*)(void))function };
	struct ops *ops = &attacker;

	OPTIMIZER_HIDE_VAR(ops);
	ops->run();
	barrier();
}

/* Nobody's entry: it trusts who calls it, and has checked for it. */
static noinline __used void violations_trusting(void)
{
	((struct place *)target)->first = 1;
	barrier();
}

/* @function: where that is, which /proc/kallsyms tells. */
static void do_call_internal(struct place *place)
{
	do_chosen_call(place);
}

/* ... and past its first instruction. */
static void do_call_middle(struct place *place)
{
	function += 5;
	do_chosen_call(place);
}

static void do_timer_function(struct place *place)
{
	timer_setup(&timer, NULL, 0);
	timer.function = (void (*)(struct timer_list *))function;
	mod_timer(&timer, jiffies + 1);
}

static void do_hrtimer_function(struct place *place)
{
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = (enum hrtimer_restart(*)(struct hrtimer *))function;
	hrtimer_start(&hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL);
}

static void do_work_function(struct place *place)
{
	INIT_WORK(&work, (work_func_t)function);
	schedule_work(&work);
}

static void do_delayed_function(struct place *place)
{
	INIT_DELAYED_WORK(&delayed, (work_func_t)function);
	schedule_delayed_work(&delayed, 1);
}

static void do_tasklet_function(struct place *place)
{
	tasklet_setup(&tasklet, (void (*)(struct tasklet_struct *))function);
	tasklet_schedule(&tasklet);
}

static void do_rcu_function(struct place *place)
{
	call_rcu(&rcu, (rcu_callback_t)function);
}

static void do_thread_function(struct place *place)
{
	kthread_run((int (*)(void *))function, NULL, "violations");
}

const struct mistake call_mistakes[] = {
	{ "chosen-call", do_chosen_call },
	{ "call-internal", do_call_internal },
	{ "call-middle", do_call_middle },
	{ "timer-function", do_timer_function },
	{ "hrtimer-function", do_hrtimer_function },
	{ "work-function", do_work_function },
	{ "delayed-function", do_delayed_function },
	{ "tasklet-function", do_tasklet_function },
	{ "rcu-function", do_rcu_function },
	{ "thread-function", do_thread_function },
	{ NULL },
};
