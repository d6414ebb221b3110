// SPDX-License-Identifier: GPL-2.0-only
/*
 * crash.c - a driver that fails on request, in any context, holding anything.
 *
 * Purpose: shows what Umbra catches. It is plain kernel C and knows nothing of
 * Umbra; loaded as it is, most requests end the machine.
 *
 * Usage, in a machine that you can lose (from the root of the repository):
 *
 *	build/bin/umbra harden --output /tmp/crash examples/crash
 *	make -C /lib/modules/$(uname -r)/build M=/tmp/crash modules
 *	insmod build/modules/umbra.ko; insmod build/modules/umbra_net.ko
 *	insmod /tmp/crash/crash.ko
 *	echo "null-write softirq spinlock" > /sys/module/crash/parameters/go
 *	dmesg | tail -1
 *
 * Expected output, but for the address, the line and the figures:
 *
 *	umbra: crash: crash_now+0x5b (crash.c:96): null write at 0x0 in softirq;
 *	recovered in 0.9 ms (stop 0.3, release 0.1, restore 0.0, init 0.4, ...)
 *
 * kind: null-write null-read wild-write noncanonical bug divide opcode
 *	jump-null jump-wild jump-noncanonical list memcpy warn late-write (after
 *	three seconds' work that calls nothing) none
 * context: process nested softirq hardirq work; asleep (of kind none: threads
 *	in the driver wait for the next request, or for a mutex)
 * held: nothing spinlock irqsave bh mutex rcu preempt bh-off rtnl
 *	reference page skb
 */
#include <linux/highmem.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/skbuff.h>
#include <linux/sort.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

static DEFINE_SPINLOCK(crash_lock);
static DEFINE_MUTEX(crash_mutex);
static LIST_HEAD(crash_list);
static DECLARE_WAIT_QUEUE_HEAD(crash_queue);
static struct timer_list crash_timer;
static struct hrtimer crash_hrtimer;
static struct work_struct crash_work;
/* The first holds nothing, the second a mutex, the third waits for that. */
static struct work_struct crash_sleepers[3];
static char crash_kind[24], crash_held[24];

/* Restored by a recovery: counts requests since the driver was (re)started. */
static int requests;
module_param(requests, int, 0444);

static int crash_is(const char *kind)
{
	return !strcmp(crash_kind, kind);
}

static noinline void crash_now(void)
{
	void (*volatile jump)(void) = NULL;

	if (crash_is("null-write")) {
		*(volatile int *)NULL = 1;
	} else if (crash_is("null-read")) {
		(void)*(volatile int *)8;
	} else if (crash_is("wild-write")) {
		*(volatile int *)0xffff888f00000000ul = 1;
	} else if (crash_is("noncanonical")) {
		(void)*(volatile int *)0xdead000000000000ul;
	} else if (crash_is("bug")) {
		BUG();
	} else if (crash_is("divide")) {
		int zero = 0, one = 1, rest = 0;

		asm volatile("idivl %2" : "+a"(one), "+d"(rest) : "r"(zero));
	} else if (crash_is("opcode")) {
		asm volatile(".byte 0x0f, 0xff");
	} else if (crash_is("jump-null")) {
		jump();
		barrier(); /* no tail call: the report is to name this function */
	} else if (crash_is("jump-wild")) {
		/* Never mapped, wherever the kernel put itself. */
		jump = (void (*)(void))0xffff8000a5a5a5a5ul;
		jump();
		barrier();
	} else if (crash_is("jump-noncanonical")) {
		jump = (void (*)(void))0xdeadbeefdeadbeeful;
		jump();
		barrier();
	} else if (crash_is("list")) {
		LIST_HEAD(other);
		LIST_HEAD(entry);

		/* Its neighbour does not know of it. */
		crash_list.next = &other;
		list_add(&entry, &crash_list);
	} else if (crash_is("memcpy")) {
		memcpy(crash_held, (void *)0xffff888f00000000ul, strlen(crash_kind));
		barrier(); /* as below: no tail call */
	} else if (crash_is("late-write")) {
		unsigned long end = jiffies + 3 * HZ;

		while (time_before(jiffies, end))
			cpu_relax();
		*(volatile int *)NULL = 1;
	} else if (crash_is("warn")) {
		WARN_ON(1);
	}
}

static void crash_holding(void)
{
	unsigned long flags;

	if (!strcmp(crash_held, "spinlock")) {
		spin_lock(&crash_lock);
		crash_now();
		spin_unlock(&crash_lock);
	} else if (!strcmp(crash_held, "irqsave")) {
		spin_lock_irqsave(&crash_lock, flags);
		crash_now();
		spin_unlock_irqrestore(&crash_lock, flags);
	} else if (!strcmp(crash_held, "bh")) {
		spin_lock_bh(&crash_lock);
		crash_now();
		spin_unlock_bh(&crash_lock);
	} else if (!strcmp(crash_held, "mutex")) {
		mutex_lock(&crash_mutex);
		crash_now();
		mutex_unlock(&crash_mutex);
	} else if (!strcmp(crash_held, "rcu")) {
		rcu_read_lock();
		crash_now();
		rcu_read_unlock();
	} else if (!strcmp(crash_held, "preempt")) {
		preempt_disable();
		crash_now();
		preempt_enable();
	} else if (!strcmp(crash_held, "bh-off")) {
		local_bh_disable();
		crash_now();
		local_bh_enable();
	} else if (!strcmp(crash_held, "rtnl")) {
		rtnl_lock();
		crash_now();
		rtnl_unlock();
	} else if (!strcmp(crash_held, "reference")) {
		if (!try_module_get(THIS_MODULE))
			return;
		crash_now();
		module_put(THIS_MODULE);
	} else if (!strcmp(crash_held, "page")) {
		struct page *page = alloc_page(GFP_ATOMIC);
		void *mapped = page ? kmap_local_page(page) : NULL;

		crash_now();
		if (mapped)
			kunmap_local(mapped);
		if (page)
			__free_page(page);
	} else if (!strcmp(crash_held, "skb")) {
		struct sk_buff *skb = alloc_skb(100, GFP_ATOMIC);

		if (skb)
			skb_put(skb, 10);
		crash_now();
		kfree_skb(skb);
	} else {
		crash_now();
	}
}

/* Until the next request, as a thread in many a driver waits for its device. */
static void crash_in_sleep(struct work_struct *work)
{
	bool with_mutex = work != &crash_sleepers[0];
	int seen = requests;

	if (with_mutex)
		mutex_lock(&crash_mutex);
	wait_event(crash_queue, READ_ONCE(requests) != seen);
	if (with_mutex)
		mutex_unlock(&crash_mutex);
}

static void crash_in_timer(struct timer_list *timer)
{
	crash_holding();
}

static enum hrtimer_restart crash_in_interrupt(struct hrtimer *timer)
{
	crash_holding();
	return HRTIMER_NORESTART;
}

static void crash_in_work(struct work_struct *work)
{
	crash_holding();
}

/* Called by sort(), which crash_go() calls: kernel, driver, kernel, driver. */
static int crash_in_compare(const void *a, const void *b)
{
	crash_holding();
	return 0;
}

static int crash_go(const char *text, const struct kernel_param *param)
{
	char kind[24], context[24], held[24] = "";
	int pair[2] = { 2, 1 };
	unsigned int i;

	if (sscanf(text, "%23s %23s %23s", kind, context, held) < 2)
		return -EINVAL;
	if (!strcmp(context, "asleep")) {
		for (i = 0; i < ARRAY_SIZE(crash_sleepers); i++)
			schedule_work(&crash_sleepers[i]);
		return 0;
	}
	strcpy(crash_kind, kind);
	strcpy(crash_held, held);
	requests++;
	if (!strcmp(context, "process"))
		crash_holding();
	else if (!strcmp(context, "nested"))
		sort(pair, 2, sizeof(pair[0]), crash_in_compare, NULL);
	else if (!strcmp(context, "softirq"))
		mod_timer(&crash_timer, jiffies + 1);
	else if (!strcmp(context, "hardirq"))
		hrtimer_start(&crash_hrtimer, ms_to_ktime(1), HRTIMER_MODE_REL_HARD);
	else if (!strcmp(context, "work"))
		schedule_work(&crash_work);
	else
		return -EINVAL;
	wake_up(&crash_queue);
	return 0;
}

static const struct kernel_param_ops crash_go_ops = { .set = crash_go };
module_param_cb(go, &crash_go_ops, NULL, 0200);
MODULE_PARM_DESC(go, "kind, context and what to hold: fail that way now");

static int __init crash_init(void)
{
	unsigned int i;

	timer_setup(&crash_timer, crash_in_timer, 0);
	hrtimer_init(&crash_hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	crash_hrtimer.function = crash_in_interrupt;
	INIT_WORK(&crash_work, crash_in_work);
	for (i = 0; i < ARRAY_SIZE(crash_sleepers); i++)
		INIT_WORK(&crash_sleepers[i], crash_in_sleep);
	return 0;
}
module_init(crash_init);

static void __exit crash_exit(void)
{
	unsigned int i;

	del_timer_sync(&crash_timer);
	hrtimer_cancel(&crash_hrtimer);
	cancel_work_sync(&crash_work);
	requests++;
	wake_up(&crash_queue);
	for (i = 0; i < ARRAY_SIZE(crash_sleepers); i++)
		cancel_work_sync(&crash_sleepers[i]);
}
module_exit(crash_exit);

MODULE_DESCRIPTION("Fails on request");
MODULE_LICENSE("GPL");
