// SPDX-License-Identifier: GPL-2.0-only
/*
 * platform.c - what the portable runtime needs from below, in the kernel.
 */
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include "../runtime/core.h"

void *umbra_alloc(size_t size)
{
	return kzalloc(size, GFP_ATOMIC | __GFP_NOWARN);
}

void *umbra_alloc_large(size_t size)
{
	return kvzalloc(size, GFP_KERNEL);
}

void umbra_free(void *memory)
{
	kvfree(memory);
}

unsigned long umbra_copy_of(unsigned long start, unsigned int i)
{
	int cpu;

	for_each_possible_cpu(cpu)
		if (!i--)
			return (unsigned long)per_cpu_ptr((void __percpu *)start, cpu);
	return 0;
}

uint64_t umbra_now_ns(void)
{
	return ktime_get_mono_fast_ns();
}

uint64_t umbra_tick_ns(void)
{
	return get_jiffies_64() * TICK_NSEC;
}

void umbra_log(const char *format, ...)
{
	struct va_format text;
	va_list args;

	va_start(args, format);
	text.fmt = format;
	text.va = &args;
	printk(KERN_INFO "umbra: %pV\n", &text);
	va_end(args);
}
EXPORT_SYMBOL_GPL(umbra_log);

/* The portable runtime's functions that taps and shadow classes call. */
EXPORT_SYMBOL_GPL(umbra_track_once);
EXPORT_SYMBOL_GPL(umbra_tracker_drop_range);
EXPORT_SYMBOL_GPL(umbra_tracker_find);
EXPORT_SYMBOL_GPL(umbra_tracker_kind);
EXPORT_SYMBOL_GPL(umbra_lock_dropped_slow);
EXPORT_SYMBOL_GPL(umbra_record);
EXPORT_SYMBOL_GPL(umbra_forget);
EXPORT_SYMBOL_GPL(umbra_config_find);
EXPORT_SYMBOL_GPL(umbra_hold);
EXPORT_SYMBOL_GPL(umbra_gift);
EXPORT_SYMBOL_GPL(umbra_held);
EXPORT_SYMBOL_GPL(umbra_registered);
EXPORT_SYMBOL_GPL(umbra_waits_in);
