// SPDX-License-Identifier: GPL-2.0-only
/*
 * pointers.c - FUNCTION:POINTER as the first word of a request: a kernel function
 * is called with that pointer, and would fault in it.
 */
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/mutex.h>
#include <linux/skbuff.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include "crash.h"

static void *crash_bad;

static void crash_complete(void)
{
	complete(crash_bad);
	barrier(); /* no jump, as in kinds.c */
}

static void crash_wake_up(void)
{
	wake_up((wait_queue_head_t *)crash_bad);
	barrier();
}

static void crash_schedule_work(void)
{
	schedule_work(crash_bad);
	barrier();
}

static void crash_mutex_lock(void)
{
	mutex_lock(crash_bad);
	barrier();
}

static void crash_del_timer(void)
{
	del_timer(crash_bad);
	barrier();
}

static void crash_kfree(void)
{
	kfree(crash_bad);
	barrier();
}

/* Without a spec. */
static void crash_get_device(void)
{
	get_device(crash_bad);
	barrier();
}

/* Called with every packet: taps do not look at what they are given. */
static void crash_spin_lock(void)
{
	spin_lock((spinlock_t *)crash_bad);
	barrier();
}

static void crash_skb_put(void)
{
	skb_put(crash_bad, 1);
	barrier();
}

static void crash_dma_unmap(void)
{
	dma_unmap_page(crash_bad, 0, 1, DMA_TO_DEVICE);
	barrier();
}

static const struct crash_word crash_functions[] = {
	{ "complete", crash_complete },
	{ "wake_up", crash_wake_up },
	{ "schedule_work", crash_schedule_work },
	{ "mutex_lock", crash_mutex_lock },
	{ "del_timer", crash_del_timer },
	{ "kfree", crash_kfree },
	{ "get_device", crash_get_device },
	{ "spin_lock", crash_spin_lock },
	{ "skb_put", crash_skb_put },
	{ "dma_unmap", crash_dma_unmap },
	{}
};

static const struct {
	const char *name;
	unsigned long value;
} crash_pointers[] = {
	{ "null", 0 },
	{ "small", 16 },
	{ "user", 0x7fff00001000 },
	{ "wild", 0xffff888f00000000 },
	{ "noncanonical", 0xdead000000000000 },
	{ "error", -12 },
};

void crash_pointer(const char *kind)
{
	char function[24];
	const char *pointer = strchr(kind, ':') + 1;
	unsigned int i;

	strscpy(function, kind, min_t(size_t, sizeof(function), pointer - kind));
	for (i = 0; i < ARRAY_SIZE(crash_pointers); i++)
		if (!strcmp(crash_pointers[i].name, pointer)) {
			crash_bad = (void *)crash_pointers[i].value;
			crash_run(crash_functions, function);
			barrier();
		}
}
