// SPDX-License-Identifier: GPL-2.0-only
/*
 * spoiled.c - kinds of failure that come after one: the driver has corrupted what it
 * holds, so that who lets go of it for the failed driver fails, too.
 */
#include <linux/dma-mapping.h>
#include <linux/dmapool.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include "crash.h"

#define CRASH_WILD 0xffff888f00000000ul

static struct hrtimer crash_own_timer;

static enum hrtimer_restart crash_on_spoiled(struct hrtimer *timer)
{
	return HRTIMER_NORESTART;
}

/* A packet. */
static void crash_spoil_skb(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_ATOMIC);

	if (skb)
		skb->destructor = (void (*)(struct sk_buff *))CRASH_WILD;
}

/* Something that the kernel will look for in the driver's memory, in an hour. */
static void crash_spoil_timer(struct hrtimer *timer)
{
	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer->function = crash_on_spoiled;
	hrtimer_start(timer, ktime_set(3600, 0), HRTIMER_MODE_REL);
	timer->base = (struct hrtimer_clock_base *)CRASH_WILD;
}

static void crash_spoil_heap(void)
{
	struct hrtimer *timer = kmalloc(sizeof(*timer), GFP_ATOMIC);

	if (timer)
		crash_spoil_timer(timer);
}

/* ... in the module's own data. */
static void crash_spoil_own(void)
{
	crash_spoil_timer(&crash_own_timer);
}

/* The kernel holds a spinning lock when it comes upon it. */
static void crash_spoil_pool(void)
{
	struct device *device = crash_misc();
	struct dma_pool *pool;
	dma_addr_t address;

	if (!device || dma_coerce_mask_and_coherent(device, DMA_BIT_MASK(32)))
		return;
	pool = dma_pool_create("spoiled", device, 64, 64, 0);
	if (pool && dma_pool_alloc(pool, GFP_KERNEL, &address))
		((struct list_head *)pool)->next = (struct list_head *)CRASH_WILD;
}

static const struct crash_word crash_spoils[] = {
	{ "spoiled-skb", crash_spoil_skb },
	{ "spoiled-heap", crash_spoil_heap },
	{ "spoiled-own", crash_spoil_own },
	{ "spoiled-pool", crash_spoil_pool },
	{}
};

void crash_spoil(const char *kind)
{
	if (!crash_run(crash_spoils, kind))
		*(volatile int *)NULL = 1;
}

void crash_spoiled_exit(void)
{
	if (crash_own_timer.function)
		hrtimer_cancel(&crash_own_timer);
}
