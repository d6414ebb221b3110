// SPDX-License-Identifier: GPL-2.0-only
/*
 * in_use.c - may an address be written of which no spec says whose it is?
 *
 * The rule: memory that is free, that is another driver's or only the kernel's, or that is no
 * object as a whole is refused; what cannot be known to be wrong passes. Where nothing is
 * mapped, or nothing may be written, the store itself fails, and nothing is asked.
 *
 *   direct map    an object of a slab that is in use; a page that is no user's, no page
 *                 table and not free; of what is the kernel's own, copies of per-CPU data
 *   vmalloc()     what one function has on a stack, if it is one
 *   vmemmap       a page that is in use
 *   modules       data of a library that the driver's module uses
 *   the kernel    the few structures that drivers are given
 *
 * A free object of a slab is told by the link in it, and then looked for in the lists of its
 * slab. Who looks takes no lock: all that a walk meets has been free since it began.
 *
 * Not handled: pages on the lists of a processor; objects that are on their way to a list.
 */
#include <linux/highmem.h>
#include <linux/kfence.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/net.h>
#include <linux/percpu.h>
#include <linux/pid_namespace.h>
#include <linux/platform_device.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>
#include <net/net_namespace.h>
#include <net/sch_generic.h>
#include <asm/pgtable.h>
#include "control.h"

/* As mm/slab.h has it, which is not for modules: umbra_in_use_init() looks whether it is so. */
struct slab {
	unsigned long flags;
	struct list_head list;
	struct kmem_cache *cache;
	void *freelist;
	union {
		unsigned long counters;
		struct {
			unsigned int inuse : 16, objects : 15, frozen : 1;
		};
	};
};
static inline void *slab_address(const struct slab *slab)
{
	return page_address((const struct page *)slab);
}
#include <linux/slub_def.h>

/* A cache of our own: its objects have a link of their own behind them, as it has a ctor. */
#define UMBRA_PROBED 96

static bool umbra_knows_slabs;

static void *umbra_next_free(const struct kmem_cache *cache, const void *object)
{
	unsigned long at = (unsigned long)object + cache->offset;

	return (void *)(READ_ONCE(*(unsigned long *)at) ^ cache->random ^ swab(at));
}

/* Where objects begin, is @object one of the slab's? */
static bool umbra_is_in_slab(const struct slab *slab, const struct kmem_cache *cache,
			     const void *object)
{
	unsigned long offset = object - slab_address(slab) - cache->red_left_pad;

	return offset < slab->objects * cache->size && offset % cache->size == 0;
}

static bool umbra_is_listed(const struct slab *slab, const struct kmem_cache *cache,
			    const void *from, const void *object)
{
	unsigned int i;

	for (i = slab->objects; i && umbra_is_in_slab(slab, cache, from); i--) {
		if (from == object)
			return true;
		from = umbra_next_free(cache, from);
	}
	return false;
}

static bool umbra_is_free(const struct slab *slab, const struct kmem_cache *cache,
			  const void *object)
{
	const void *next = umbra_next_free(cache, object);
	int cpu;

	if (next && !umbra_is_in_slab(slab, cache, next))
		return false;
	if (umbra_is_listed(slab, cache, READ_ONCE(slab->freelist), object))
		return true;
	for_each_possible_cpu(cpu) {
		const struct kmem_cache_cpu *here = per_cpu_ptr(cache->cpu_slab, cpu);

		if (READ_ONCE(here->slab) == slab &&
		    umbra_is_listed(slab, cache, READ_ONCE(here->freelist), object))
			return true;
	}
	return false;
}

static const char *umbra_slab_unlike(const struct page *page, unsigned long start,
				     unsigned long bytes)
{
	const struct slab *slab = (const struct slab *)page;
	const struct kmem_cache *cache = slab->cache;
	unsigned long offset = start - (unsigned long)page_address(page);
	const void *object = slab_address(slab) + offset / cache->size * cache->size +
			     cache->red_left_pad;

	if (!umbra_knows_slabs || is_kfence_address((void *)start))
		return NULL;
	if (start < (unsigned long)object ||
	    start + bytes > (unsigned long)object + cache->object_size)
		return "memory that is no object as a whole";
	/* What is free may be looked at there, and is written only if it is not. */
	if (!(cache->flags & SLAB_TYPESAFE_BY_RCU) && umbra_is_free(slab, cache, object))
		return "memory that is free";
	return NULL;
}

/* The first copies of per-CPU data lie in memory that the kernel set aside when it began. */
static bool umbra_is_first_copy(unsigned long start)
{
	int cpu;

	for_each_possible_cpu(cpu)
		if (start - per_cpu_offset(cpu) < PMD_SIZE)
			return true;
	return false;
}

static const char *umbra_page_unlike(unsigned long start, unsigned long bytes)
{
	struct page *page = virt_to_page(start), *head = compound_head(page);

	if (PageSlab(head))
		return umbra_slab_unlike(head, start, bytes);
	if (PageReserved(page))
		return umbra_is_first_copy(start) ? NULL : "memory of the kernel's own";
	if (PageTable(page) || PageLRU(head) || PageAnon(head))
		return "memory of a program's, or a page table";
	/* The rest of one that is no compound page is not counted. */
	if (!page_ref_count(head) && is_free_buddy_page(page))
		return "memory that is free";
	if (PageHead(head) && start + bytes > (unsigned long)page_address(head) + page_size(head))
		return "memory that is no object as a whole";
	return NULL;
}

/* One that is in use; whose, the kernel does not say. */
static bool umbra_is_page(unsigned long at)
{
	const struct page *page = (const struct page *)at;

	return at >= VMEMMAP_START && (at - VMEMMAP_START) % sizeof(*page) == 0 &&
	       pfn_valid(page_to_pfn(page)) && page_ref_count(compound_head(page));
}

/**
 * umbra_check_page() - before a page is counted (specs/core.h)
 * Context: any.
 */
void umbra_check_page(struct umbra_domain *domain, const char *function, const struct page *page)
{
	if (domain->map.bits && page && !umbra_is_page((unsigned long)page))
		umbra_bad_memory(domain, function, (unsigned long)page, "no page that is in use");
}
EXPORT_SYMBOL_GPL(umbra_check_page);

/* Preemption is off. */
static const struct module *umbra_module_of(unsigned long address)
{
	const struct module *module = THIS_MODULE;

	if (within_module(address, module))
		return module;
	list_for_each_entry_rcu(module, &THIS_MODULE->list, list)
		/* The list's head is in the kernel. */
		if ((unsigned long)module >= MODULES_VADDR && within_module(address, module))
			return module;
	return NULL;
}

/* Is it linked against the other? That is so as long as it is there. */
static bool umbra_uses(const struct module *module, const struct module *other)
{
	const struct module_use *use;

	list_for_each_entry(use, &module->target_list, target_list)
		if (use->target == other)
			return true;
	return false;
}

static bool umbra_is_others(struct umbra_control *other, const void *data)
{
	const struct umbra_memory *memory = data;
	const struct module *own = umbra_control(memory->domain)->module;

	return other->domain != memory->domain && other->domain->map.bits &&
	       !umbra_uses(own, other->module) && !umbra_uses(other->module, own) &&
	       umbra_map_check(&other->core.map, memory->start, memory->bytes);
}

/* Modules may come and go, but this one's libraries. Umbra's own are none. */
static const char *umbra_module_unlike(struct umbra_domain *domain, unsigned long start)
{
	const struct module *module, *own = umbra_control(domain)->module;
	bool is_library;

	preempt_disable();
	module = umbra_module_of(start);
	is_library = module && umbra_uses(own, module) && module != THIS_MODULE &&
		     !umbra_uses(module, THIS_MODULE);
	preempt_enable();
	return !module || is_library ? NULL : "data of a module";
}

/* What the kernel itself has of structures that drivers are given. */
static const char *umbra_kernel_unlike(unsigned long start)
{
	const struct {
		const void *start;
		unsigned long bytes;
	} given[] = {
		{ &init_net, sizeof(init_net) },
		{ &init_task, sizeof(init_task) },
		{ &init_user_ns, sizeof(init_user_ns) },
		{ &init_pid_ns, sizeof(init_pid_ns) },
		{ &noop_qdisc, sizeof(noop_qdisc) },
		{ &platform_bus, sizeof(platform_bus) },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(given); i++)
		if (start - (unsigned long)given[i].start < given[i].bytes)
			return NULL;
	return "data of the kernel's own";
}

static bool umbra_is_writable(unsigned long address)
{
	unsigned int level;
	pte_t *entry = lookup_address(address, &level);

	return entry && pte_present(*entry) && pte_write(*entry);
}

/* What an address of per-CPU data's names a copy by; it looks like a user's. */
static bool umbra_is_percpu(unsigned long start)
{
	unsigned long copy = start + per_cpu_offset(cpumask_first(cpu_possible_mask));

	return (is_vmalloc_addr((void *)copy) || umbra_is_first_copy(copy)) &&
	       umbra_is_writable(copy);
}

/* What tells that the driver may not write there, or NULL. */
static const char *umbra_unlike(struct umbra_domain *domain, unsigned long start,
				unsigned long bytes)
{
	const struct umbra_memory memory = { domain, start, bytes };

	if (start < TASK_SIZE_MAX)
		return start < PAGE_SIZE || umbra_is_percpu(start) ? NULL : "a user's memory";
	if (!umbra_is_writable(start))
		return NULL;
	if (umbra_domains_any(umbra_is_others, &memory))
		return "memory of another driver";
	if (start >= MODULES_VADDR && start < MODULES_END)
		return umbra_module_unlike(domain, start);
	if (start >= __START_KERNEL_map)
		return umbra_kernel_unlike(start);
	if (is_vmalloc_addr((void *)start))
		return umbra_is_torn(start, bytes) ? "more than a variable on a stack" : NULL;
	if (start >= VMEMMAP_START)
		return umbra_is_page(start) ? NULL : "no page that is in use";
	return virt_addr_valid(start) ? umbra_page_unlike(start, bytes) : "no memory of a driver's";
}

/* An inline stores there, and no spec says whose it is. NULL passes. Context: any. */
void umbra_check_in_use(struct umbra_domain *domain, const char *function,
			const volatile void *start, unsigned long bytes)
{
	unsigned long address = (unsigned long)start;
	const char *what;

	if (umbra_map_check(&umbra_core(domain)->map, address, bytes))
		return;
	what = umbra_unlike(domain, address, bytes);
	if (what && !umbra_map_sealed(&umbra_core(domain)->map, address, bytes) &&
	    !umbra_may_write(domain, address, bytes))
		umbra_bad_memory(domain, function, address, what);
}
EXPORT_SYMBOL_GPL(umbra_check_in_use);

static void umbra_probed_made(void *object)
{
}

/* Are slabs as we know them? If not, of what lies in one nothing is asked. Context: process. */
void umbra_in_use_init(void)
{
	struct kmem_cache *cache = kmem_cache_create("umbra_probed", UMBRA_PROBED, 0, 0,
						     umbra_probed_made);
	void *used = cache ? kmem_cache_alloc(cache, GFP_KERNEL) : NULL;
	void *freed = used ? kmem_cache_alloc(cache, GFP_KERNEL) : NULL;
	const struct slab *slab;

	if (freed) {
		kmem_cache_free(cache, freed);
		slab = (const struct slab *)virt_to_head_page(used);
		umbra_knows_slabs = PageSlab(virt_to_head_page(used)) && slab->cache == cache &&
				    cache->object_size == UMBRA_PROBED &&
				    umbra_is_in_slab(slab, cache, used) &&
				    !umbra_is_free(slab, cache, used);
		slab = (const struct slab *)virt_to_head_page(freed);
		umbra_knows_slabs = umbra_knows_slabs && slab->cache == cache &&
				    umbra_is_free(slab, cache, freed);
	}
	if (!umbra_knows_slabs)
		pr_warn("umbra: objects that are free are not told from others on this kernel\n");
	if (used)
		kmem_cache_free(cache, used);
	kmem_cache_destroy(cache);
}
