// SPDX-License-Identifier: GPL-2.0-only
/*
 * held.c - the third word of a request: what to hold meanwhile.
 */
#include <linux/highmem.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/rtnetlink.h>
#include <linux/semaphore.h>
#include <linux/skbuff.h>
#include <linux/spinlock.h>
#include "crash.h"

static DEFINE_SPINLOCK(crash_spinlock);
static DEFINE_RWLOCK(crash_rwlock);
static DEFINE_MUTEX(crash_mutex);
static DEFINE_SEMAPHORE(crash_semaphore);
static void (*crash_inner)(void);

static void crash_hold_nothing(void)
{
	crash_inner();
	barrier();
}

static void crash_hold_spinlock(void)
{
	spin_lock(&crash_spinlock);
	crash_inner();
	spin_unlock(&crash_spinlock);
}

static void crash_hold_irqsave(void)
{
	unsigned long flags;

	spin_lock_irqsave(&crash_spinlock, flags);
	crash_inner();
	spin_unlock_irqrestore(&crash_spinlock, flags);
}

static void crash_hold_bh(void)
{
	spin_lock_bh(&crash_spinlock);
	crash_inner();
	spin_unlock_bh(&crash_spinlock);
}

static void crash_hold_reader(void)
{
	read_lock(&crash_rwlock);
	crash_inner();
	read_unlock(&crash_rwlock);
}

static void crash_hold_mutex(void)
{
	mutex_lock(&crash_mutex);
	crash_inner();
	mutex_unlock(&crash_mutex);
}

static void crash_hold_semaphore(void)
{
	down(&crash_semaphore);
	crash_inner();
	up(&crash_semaphore);
}

static void crash_hold_rcu(void)
{
	rcu_read_lock();
	crash_inner();
	rcu_read_unlock();
}

static void crash_hold_preempt(void)
{
	preempt_disable();
	crash_inner();
	preempt_enable();
}

static void crash_hold_bh_off(void)
{
	local_bh_disable();
	crash_inner();
	local_bh_enable();
}

static void crash_hold_rtnl(void)
{
	rtnl_lock();
	crash_inner();
	rtnl_unlock();
}

static void crash_hold_all(void)
{
	rtnl_lock();
	mutex_lock(&crash_mutex);
	rcu_read_lock();
	spin_lock_bh(&crash_spinlock);
	read_lock(&crash_rwlock);
	crash_inner();
	read_unlock(&crash_rwlock);
	spin_unlock_bh(&crash_spinlock);
	rcu_read_unlock();
	mutex_unlock(&crash_mutex);
	rtnl_unlock();
}

static void crash_hold_reference(void)
{
	if (!try_module_get(THIS_MODULE))
		return;
	crash_inner();
	module_put(THIS_MODULE);
}

static void crash_hold_page(void)
{
	struct page *page = alloc_page(GFP_ATOMIC);
	void *mapped = page ? kmap_local_page(page) : NULL;

	crash_inner();
	if (mapped)
		kunmap_local(mapped);
	if (page)
		__free_page(page);
}

static void crash_hold_skb(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_ATOMIC);

	if (skb)
		skb_put(skb, 10);
	crash_inner();
	kfree_skb(skb);
}

static const struct crash_word crash_holds[] = {
	{ "nothing", crash_hold_nothing },
	{ "spinlock", crash_hold_spinlock },
	{ "irqsave", crash_hold_irqsave },
	{ "bh", crash_hold_bh },
	{ "reader", crash_hold_reader },
	{ "mutex", crash_hold_mutex },
	{ "semaphore", crash_hold_semaphore },
	{ "rcu", crash_hold_rcu },
	{ "preempt", crash_hold_preempt },
	{ "bh-off", crash_hold_bh_off },
	{ "rtnl", crash_hold_rtnl },
	{ "all", crash_hold_all },
	{ "reference", crash_hold_reference },
	{ "page", crash_hold_page },
	{ "skb", crash_hold_skb },
	{}
};

void crash_holding(void (*function)(void))
{
	crash_inner = function;
	crash_run(crash_holds, crash_held);
	barrier();
}
