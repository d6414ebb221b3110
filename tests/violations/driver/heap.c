// SPDX-License-Identifier: GPL-2.0-only
/*
 * heap.c - memory that is too small, too old, or given back wrongly.
 *
 * The canary lies where it hurts: "surround" has put it around the next object
 * of SURROUNDED_BYTES, "take" has given it what was freed last.
 */
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/netdevice.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include "violations.h"

static struct page *kept_page;

static void do_heap_index(struct place *place)
{
	unsigned long *array = kzalloc(64, GFP_KERNEL);

	if (!array)
		return;
	array[((long)place - (long)array) / (long)sizeof(*array)] = 1;
	kfree(array);
}

static void do_overrun_memset(struct place *place)
{
	char *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);
	size_t bytes = SURROUNDED_BYTES + 64;

	/* As an allocator of the driver's own would: the compiler does not know how much it is. */
	OPTIMIZER_HIDE_VAR(mine);
	OPTIMIZER_HIDE_VAR(bytes);
	if (mine)
		memset(mine, 0, bytes);
	kfree(mine);
}

static void do_overrun_loop(struct place *place)
{
	unsigned int *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);
	int i, n = SURROUNDED_BYTES;

	OPTIMIZER_HIDE_VAR(n);
	/* As many elements as there are bytes. */
	for (i = 0; mine && i < n / 2; i++)
		mine[i] = 0;
	kfree(mine);
}

static void do_overrun_strcpy(struct place *place)
{
	char *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);
	char *name = kmalloc(2 * SURROUNDED_BYTES, GFP_KERNEL);

	OPTIMIZER_HIDE_VAR(mine);
	if (mine && name) {
		memset(name, 'x', SURROUNDED_BYTES + 60);
		name[SURROUNDED_BYTES + 60] = 0;
		strcpy(mine, name);
	}
	kfree(name);
	kfree(mine);
}

static void do_underrun(struct place *place)
{
	char *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);
	long offset = 2048;

	OPTIMIZER_HIDE_VAR(offset);
	if (mine)
		mine[-offset] = 0;
	kfree(mine);
}

static void do_use_after_free(struct place *place)
{
	kept[8] = 1;
}

/* Gives up what its result is to go to, and somebody else has the time to take it. */
static noinline char given_up(char *mine)
{
	kfree(mine);
	msleep(3000);
	return 1;
}

static void do_late_after_free(struct place *place)
{
	char *mine = kmalloc(KEPT_BYTES, GFP_KERNEL);

	if (mine)
		mine[8] = given_up(mine);
}

static void do_list_after_free(struct place *place)
{
	LIST_HEAD(mine);

	/* What was freed is still thought to be a list's head. */
	((struct list_head *)kept)->next = &mine;
}

static void do_keep_moved(struct place *place)
{
	char *larger;

	kept = kmalloc(KEPT_BYTES, GFP_KERNEL);
	larger = kept ? krealloc(kept, 8 * KEPT_BYTES, GFP_KERNEL) : NULL;
	kfree(larger);
}

static void do_moved(struct place *place)
{
	memset(kept, 0, 16);
}

/* What is its own now is what it was given. */
static void use_again(size_t bytes)
{
	char *mine = kmalloc(bytes, GFP_KERNEL);

	if (mine)
		memset(mine, 0, bytes);
}

static void do_double_free(struct place *place)
{
	kfree(kept);
	use_again(KEPT_BYTES);
}

static void do_free_foreign(struct place *place)
{
	kfree(place);
	use_again(sizeof(*place));
}

static void do_free_middle(struct place *place)
{
	char *mine = kmalloc(SURROUNDED_BYTES, GFP_KERNEL);

	if (!mine)
		return;
	kfree(mine + 64);
	use_again(SURROUNDED_BYTES);
}

static void do_cache_twice(struct place *place)
{
	struct kmem_cache *cache = kmem_cache_create("violations", 200, 0, 0, NULL);
	void *object = cache ? kmem_cache_alloc(cache, GFP_KERNEL) : NULL;

	if (!object)
		return;
	kmem_cache_free(cache, object);
	kmem_cache_free(cache, object);
}

static void do_cache_other(struct place *place)
{
	struct kmem_cache *cache = kmem_cache_create("violations", 200, 0, 0, NULL);
	struct kmem_cache *other = kmem_cache_create("violations-other", 400, 0, 0, NULL);
	void *object = cache ? kmem_cache_alloc(cache, GFP_KERNEL) : NULL;

	if (object && other)
		kmem_cache_free(other, object);
}

/* Memory of one allocator's, given back to another one. */
static void do_vfree_heap(struct place *place)
{
	vfree(kmalloc(64, GFP_KERNEL));
}

static void do_kfree_vmalloc(struct place *place)
{
	kfree(vmalloc(64));
}

static void do_keep_page(struct place *place)
{
	kept_page = alloc_page(GFP_KERNEL);
	if (kept_page)
		__free_page(kept_page);
}

static void do_page_twice(struct place *place)
{
	struct page *mine;

	__free_page(kept_page);
	mine = alloc_page(GFP_KERNEL);
	if (mine)
		memset(page_address(mine), 0, PAGE_SIZE);
}

/* It is somebody else's by now. */
static void do_emit_page(struct place *place)
{
	if (kept_page)
		sysfs_emit(page_address(kept_page), "mine%c%c%c%c%c", 0, 0, 0, 0, 0);
}

/* Each processor's copy may be written, by its address and from the processor itself; no more. */
static void use_copies(struct pcpu_sw_netstats __percpu *stats, struct place *place)
{
	unsigned long *first = NULL;
	int cpu;

	for_each_possible_cpu(cpu) {
		struct pcpu_sw_netstats *copy = per_cpu_ptr(stats, cpu);

		u64_stats_update_begin(&copy->syncp);
		u64_stats_set(&copy->rx_packets, cpu);
		u64_stats_inc(&copy->tx_packets);
		u64_stats_update_end(&copy->syncp);
		memset(copy, 0, sizeof(*copy));
		first = (unsigned long *)copy;
	}
	raw_cpu_inc(*(unsigned long __percpu *)stats);
	first[((long)place - (long)first) / (long)sizeof(*first)] = 1;
}

static void do_percpu_index(struct place *place)
{
	struct pcpu_sw_netstats __percpu *stats = netdev_alloc_pcpu_stats(struct pcpu_sw_netstats);

	if (stats)
		use_copies(stats, place);
	free_percpu(stats);
}

static void do_managed_percpu_index(struct place *place)
{
	struct pcpu_sw_netstats __percpu *stats =
		devm_netdev_alloc_pcpu_stats(the_device, struct pcpu_sw_netstats);

	if (!stats)
		return;
	use_copies(stats, place);
	devm_free_percpu(the_device, stats);
}

static struct pcpu_sw_netstats *kept_copy;

static void do_keep_percpu(struct place *place)
{
	struct pcpu_sw_netstats __percpu *stats = alloc_percpu(struct pcpu_sw_netstats);

	kept_copy = stats ? per_cpu_ptr(stats, 0) : NULL;
	free_percpu(stats);
}

/* What had this memory has it no more: the canary stands for whose it is now. */
static void do_percpu_after_free(struct place *place)
{
	if (kept_copy)
		memset(kept_copy, 0, sizeof(*kept_copy));
	memset(place, 0, sizeof(*place));
}

static void do_managed_bits(struct place *place)
{
	unsigned long *bits = devm_bitmap_zalloc(the_device, 256, GFP_KERNEL);
	unsigned long *pages = (unsigned long *)devm_get_free_pages(the_device, GFP_KERNEL, 0);

	if (!bits || !pages)
		return;
	bits[3] = 1;
	pages[511] = 1;
	devm_free_pages(the_device, (unsigned long)pages);
	bits[((long)place - (long)bits) / (long)sizeof(*bits)] = 1;
}

const struct mistake heap_mistakes[] = {
	{ "heap-index", do_heap_index },
	{ "overrun-memset", do_overrun_memset },
	{ "overrun-loop", do_overrun_loop },
	{ "overrun-strcpy", do_overrun_strcpy },
	{ "underrun", do_underrun },
	{ "use-after-free", do_use_after_free },
	{ "late-after-free", do_late_after_free },
	{ "list-after-free", do_list_after_free },
	{ "keep-moved", do_keep_moved },
	{ "moved", do_moved },
	{ "double-free", do_double_free },
	{ "free-foreign", do_free_foreign },
	{ "free-middle", do_free_middle },
	{ "cache-twice", do_cache_twice },
	{ "cache-other", do_cache_other },
	{ "vfree-heap", do_vfree_heap },
	{ "kfree-vmalloc", do_kfree_vmalloc },
	{ "keep-page", do_keep_page },
	{ "page-twice", do_page_twice },
	{ "emit-page", do_emit_page },
	{ "percpu-index", do_percpu_index },
	{ "managed-percpu-index", do_managed_percpu_index },
	{ "keep-percpu", do_keep_percpu },
	{ "percpu-after-free", do_percpu_after_free },
	{ "managed-bits", do_managed_bits },
	{ NULL },
};
