// SPDX-License-Identifier: GPL-2.0-only
/*
 * contract.c - what a driver owes the kernel when it calls and when it comes back.
 *
 * The rule: what the taps of a domain with checks find wrong ends here, and the
 * driver's thread with it; what cannot be known to be wrong passes.
 *
 *   a call      objects that it gives back are held, and no device's; memory is its own, it
 *               does not sleep where it must not, nor wait for itself
 *   an entry    is left with what it came in with, and with a result that
 *               its interface knows
 *
 * Not handled: objects of kinds that some function gives which no spec knows
 * other than by its result (a field of a structure): DEMANDS is not for those.
 */
#include <linux/bsearch.h>
#include <linux/device.h>
#include <linux/dma-direction.h>
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <asm/pgtable.h>
#include <asm/unwind.h>
#include "control.h"
#include "../runtime/frames.h"
#include "../runtime/tracker_scan.h"

#define UMBRA_PORTS 0x40000ul /* cookies below that are ports (lib/iomap.c) */
#define UMBRA_UNWIND_STEPS 32
/* In how much of what is freed mappings are looked for: in vain, mostly. */
#define UMBRA_FREED_MOST (2 * PAGE_SIZE)

/* Where the driver called the tap that we are below of; 0 if that is not found. */
unsigned long umbra_called_from(struct umbra_control *control)
{
	struct unwind_state state;
	unsigned int i;

	unwind_start(&state, current, NULL, NULL);
	for (i = 0; i < UMBRA_UNWIND_STEPS && !unwind_done(&state); i++) {
		unsigned long ip = unwind_get_return_address(&state);

		if (umbra_driver_text(control, ip))
			return ip - 1;
		unwind_next_frame(&state);
	}
	return 0;
}

/* The driver's thread ends here; returns only if checks are off. */
void umbra_broken(struct umbra_domain *domain, struct umbra_failure *failure)
{
	struct umbra_frame *frame = *umbra_top();

	/* What comes of it is the kernel's, as without us. */
	if (!umbra_enable)
		return;
	/* A thread of a failed driver goes by itself. */
	umbra_call_check(domain);
	if (!frame || frame->site->domain != domain)
		panic("umbra: %s: %s() %s%s outside of any frame", domain->name,
		      failure->function ?: "", failure->verb ?: "given ", failure->what);
	failure->site = frame->site;
	failure->context = umbra_context_name();
	if (!failure->ip)
		failure->ip = umbra_called_from(umbra_control(domain));
	umbra_fail(domain, failure);
	umbra_unwind(frame);
}

static void umbra_bad_object(struct umbra_domain *domain, const char *function,
			     unsigned int kind, unsigned long key, const char *what)
{
	struct umbra_failure failure = {
		.what = what,
		.function = function,
		.parameter = domain->kinds[kind].name,
		.address = key,
		.has_address = true,
	};

	umbra_broken(domain, &failure);
}

void umbra_not_held(const struct umbra_owed *owed, unsigned int unused, unsigned long key,
		    unsigned long tap)
{
	if (!key || umbra_core(owed->domain)->tracker.lost || umbra_gift_returned(owed->domain, key))
		return;
	umbra_bad_object(owed->domain, owed->function, owed->kind, key,
			 "what the driver does not hold");
}

void umbra_check_held(struct umbra_domain *domain, const char *function, unsigned int kind,
		      unsigned long key)
{
	const struct umbra_owed owed = { .domain = domain, .function = function, .kind = kind };

	if (!umbra_tracker_find(domain, kind, key))
		umbra_not_held(&owed, 0, key, 0);
}
EXPORT_SYMBOL_GPL(umbra_check_held);

void umbra_check_absent(struct umbra_domain *domain, const char *function, unsigned int kind,
			unsigned long key)
{
	if (umbra_tracker_find(domain, kind, key))
		umbra_bad_object(domain, function, kind, key, "what the driver holds already");
}
EXPORT_SYMBOL_GPL(umbra_check_absent);

void umbra_check_from(struct umbra_domain *domain, const char *function, unsigned int kind,
		      unsigned long key, unsigned long from)
{
	const struct umbra_object *object = umbra_tracker_find(domain, kind, key);

	if (object && object->arg[0] != from)
		umbra_bad_object(domain, function, kind, key, "what is from another one");
}
EXPORT_SYMBOL_GPL(umbra_check_from);

/* A call was given memory that it must not be given. Context: any. */
void umbra_bad_memory(struct umbra_domain *domain, const char *function, unsigned long start,
		      const char *what)
{
	struct umbra_failure failure = {
		.what = what,
		.function = function,
		.address = start,
		.has_address = true,
	};

	umbra_broken(domain, &failure);
}

struct umbra_inside {
	struct umbra_domain *domain;
	unsigned long start, bytes;
	bool structure;	/* of the kernel's that has it, or ... */
	bool begins, ends; /* ... memory of the driver's */
};

static bool umbra_look_inside(struct umbra_object *object, unsigned int number, unsigned long key,
			      void *data)
{
	struct umbra_inside *inside = data;
	const struct umbra_kind *kind = &inside->domain->kinds[number];
	unsigned long offset = inside->start - key;

	if (kind->flags & UMBRA_KIND_SEALED)
		return false;
	if (kind->bytes) {
		inside->structure |= offset < kind->bytes;
	} else if (!kind->memory && offset < object->span) {
		inside->begins = true;
		inside->ends |= inside->bytes <= object->span - offset;
	}
	return false;
}

static struct umbra_inside umbra_inside_of(struct umbra_domain *domain, unsigned long start,
					   unsigned long bytes)
{
	struct umbra_inside inside = { .domain = domain, .start = start, .bytes = bytes };

	umbra_tracker_scan(domain, umbra_look_inside, &inside);
	return inside;
}

void umbra_check_own_slow(struct umbra_domain *domain, const char *function,
			  const volatile void *start, unsigned long bytes)
{
	unsigned long address = (unsigned long)start;

	if (!start || umbra_map_sealed(&umbra_core(domain)->map, address, bytes) ||
	    umbra_may_write(domain, address, bytes) ||
	    umbra_inside_of(domain, address, bytes).structure)
		return;
	umbra_bad_memory(domain, function, address, "memory that is not the driver's");
}
EXPORT_SYMBOL_GPL(umbra_check_own_slow);

static bool umbra_is_of(const struct umbra_kind *kind, const void *structure)
{
	return kind->structure && !strcmp(kind->structure, structure);
}

void umbra_look_object(const struct umbra_stored *stored, unsigned int unused, unsigned long key,
		       unsigned long tap)
{
	struct umbra_domain *domain = stored->domain;

	if (umbra_tracker_is(domain, key, umbra_is_of, stored->structure) ||
	    umbra_core(domain)->tracker.lost || umbra_object_in_hand(domain, key, stored->bytes) ||
	    umbra_kept_find(domain, (const void *)key))
		return;
	if (stored->bytes)
		umbra_check_own_slow(domain, stored->function, (const void *)key, stored->bytes);
	else if (key)
		umbra_bad_object(domain, stored->function, stored->kind, key,
				 "what the driver does not hold");
}

void umbra_bad_index(struct umbra_domain *domain, const char *function, unsigned long index)
{
	umbra_bad_memory(domain, function, index, "an index beyond the end");
}
EXPORT_SYMBOL_GPL(umbra_bad_index);

/* A struct device, or what has one, as specs say by DEVICE. */
void umbra_check_bound(struct umbra_domain *domain, const char *function, const void *object,
		       const void *device)
{
	if (!object || umbra_belongs(domain, device) || umbra_kept_find(domain, object))
		return;
	umbra_check_own_slow(domain, function, device, sizeof(struct device));
}
EXPORT_SYMBOL_GPL(umbra_check_bound);

static void umbra_bad_entry(struct umbra_domain *domain, const char *function, const void *entry)
{
	umbra_bad_memory(domain, function, (unsigned long)entry,
			 "a list's entry whose neighbours do not know it");
}

/**
 * umbra_check_ring() - before an entry leaves a list (specs/bits.h)
 * Its neighbours are stored to, so they must lead back to it. Context: any.
 */
void umbra_check_ring(struct umbra_domain *domain, const char *function,
		      const struct list_head *entry)
{
	if (domain->map.bits && (entry->next->prev != entry || entry->prev->next != entry))
		umbra_bad_entry(domain, function, entry);
}
EXPORT_SYMBOL_GPL(umbra_check_ring);

/* The same of a hash table's chain. */
void umbra_check_chained(struct umbra_domain *domain, const char *function,
			 const struct hlist_node *entry)
{
	/* hlist_add_fake() has one lead to itself. */
	if (domain->map.bits && entry && entry->pprev && entry->pprev != &entry->next &&
	    (*entry->pprev != entry || (entry->next && entry->next->pprev != &entry->next)))
		umbra_bad_entry(domain, function, entry);
}
EXPORT_SYMBOL_GPL(umbra_check_chained);

void umbra_check_read(struct umbra_domain *domain, const char *function,
		      const volatile void *start, unsigned long bytes)
{
	unsigned long address = (unsigned long)start;
	struct umbra_inside inside;

	if (!start || umbra_map_check(&umbra_core(domain)->map, address, bytes))
		return;
	inside = umbra_inside_of(domain, address, bytes);
	if (inside.begins && !inside.ends)
		umbra_bad_memory(domain, function, address, "more bytes than the object has");
}
EXPORT_SYMBOL_GPL(umbra_check_read);

void umbra_check_device_slow(struct umbra_domain *domain, const char *function,
			     const volatile void *start, unsigned long bytes)
{
	unsigned long address = (unsigned long)start;

	if (umbra_map_check(&umbra_core(domain)->map, address, bytes) ||
	    umbra_holds_memory(domain, address, bytes) || umbra_in_hand(domain, address, bytes))
		return;
	umbra_bad_memory(domain, function, address,
			 "memory for a device to write that the driver does not hold");
}
EXPORT_SYMBOL_GPL(umbra_check_device_slow);

/**
 * umbra_freeing() - before the driver gives memory back (specs/core.h)
 * @bytes: how many; 0: as the memory was allocated with
 * A device that it is mapped for would write to whoever has it next. A mapping is known
 * by the address that the device has, which is the memory's own if no IOMMU is between;
 * looked for is one that begins where the memory does, or in it where a cache line does, as
 * buffers for devices are to. Context: any.
 */
void umbra_freeing(struct umbra_domain *domain, const char *function, const void *start,
		   unsigned long bytes)
{
	struct umbra_control *control = umbra_control(domain);
	const struct umbra_object *object;
	unsigned long offset = 0;

	if (!domain->map.bits || control->dma_kind < 0 || !virt_addr_valid(start))
		return;
	if (!bytes && control->memory_kind >= 0) {
		object = umbra_tracker_find(domain, control->memory_kind, (unsigned long)start);
		bytes = object ? object->span : 0;
	}
	do {
		/* Captured are the device, the size and the direction. */
		object = umbra_tracker_find(domain, control->dma_kind, __pa(start) + offset);
		if (object && object->arg[2] != DMA_TO_DEVICE)
			umbra_bad_memory(domain, function, (unsigned long)start,
					 "memory that is mapped for a device to write");
		offset += L1_CACHE_BYTES;
	} while (offset < min(bytes, UMBRA_FREED_MOST));
}
EXPORT_SYMBOL_GPL(umbra_freeing);

/* The same of what one family of allocators has given: vmalloc(), or kmalloc(). Context: any. */
void umbra_freeing_as(struct umbra_domain *domain, const char *function, const void *start,
		      int from_vmalloc)
{
	if (domain->map.bits && !ZERO_OR_NULL_PTR(start) &&
	    is_vmalloc_addr(start) != !!from_vmalloc)
		umbra_bad_memory(domain, function, (unsigned long)start,
				 from_vmalloc ? "memory that is not vmalloc()'s" :
						"memory that is vmalloc()'s");
	umbra_freeing(domain, function, start, 0);
}
EXPORT_SYMBOL_GPL(umbra_freeing_as);

/* Mapped as no memory is, uncached or write-combining. A page table's entry, large or not. */
static bool umbra_is_io(unsigned long address)
{
	unsigned int level;
	pte_t *entry = lookup_address(address, &level);

	return entry && pte_present(*entry) && pte_flags(*entry) & (_PAGE_PCD | _PAGE_PWT);
}

void umbra_check_io_slow(struct umbra_domain *domain, const char *function,
			 const volatile void *start, unsigned long bytes)
{
	unsigned long address = (unsigned long)start, last = address + bytes - 1;
	unsigned long page = address / PAGE_SIZE;

	/* ioread()'s ports; and where nothing is, the access itself will fail. */
	if (address < UMBRA_PORTS || !bytes)
		return;
	if (umbra_is_io(address) && umbra_is_io(last))
		WRITE_ONCE(domain->io_pages[page % UMBRA_IO_PAGES], page);
	else if (!umbra_may_write(domain, address, bytes))
		umbra_bad_memory(domain, function, address, "memory that is no device's");
}
EXPORT_SYMBOL_GPL(umbra_check_io_slow);

/* Where there was I/O memory (from @start on, or NULL: everywhere) may be anything. Any context. */
void umbra_io_gone(struct umbra_domain *domain, const volatile void *start)
{
	memset(domain->io_pages, 0, sizeof(domain->io_pages));
}
EXPORT_SYMBOL_GPL(umbra_io_gone);

void umbra_not_user(struct umbra_domain *domain, const char *function,
		    const volatile void *start)
{
	umbra_bad_memory(domain, function, (unsigned long)start, "what is no user's memory");
}
EXPORT_SYMBOL_GPL(umbra_not_user);

void umbra_atomic_sleep(struct umbra_domain *domain, const char *function)
{
	struct umbra_frame *frame = *umbra_top();
	struct umbra_failure failure = {
		.what = frame && umbra_frame_locks(frame) ? "with a lock held" :
			irqs_disabled()	      ? "with interrupts off" :
			preempt_count()	      ? "where nothing may sleep" :
						"in an RCU section",
		.function = function,
		.verb = "may sleep, called ",
	};

	umbra_broken(domain, &failure);
}
EXPORT_SYMBOL_GPL(umbra_atomic_sleep);

static noinline void umbra_waits_for_itself(struct umbra_domain *domain, const char *function,
					   unsigned int kind, unsigned long key)
{
	struct umbra_failure failure = {
		.what = "what this thread holds",
		.function = function,
		.verb = "waits for ",
		.parameter = domain->kinds[kind].name,
		.address = key,
		.has_address = true,
	};

	umbra_broken(domain, &failure);
}

void umbra_lock_held(struct umbra_domain *domain, const char *function, unsigned int kind,
		     unsigned long key)
{
	if (unlikely(umbra_frames_hold(*umbra_top(), kind, key)))
		umbra_waits_for_itself(domain, function, kind, key);
}
EXPORT_SYMBOL_GPL(umbra_lock_held);

void umbra_unlocks_free(struct umbra_domain *domain, unsigned int kind, unsigned long key)
{
	struct umbra_failure failure = {
		.what = "lets go of a lock that nobody holds",
		.parameter = domain->kinds[kind].name,
		.address = key,
		.has_address = true,
	};

	umbra_broken(domain, &failure);
}

/* The first lock that it may not leave with, or NULL. */
static const char *umbra_lock_left(const struct umbra_frame *frame)
{
	const struct umbra_domain *domain = frame->site->domain;
	unsigned int i;

	for (i = 0; i < frame->locks && i < UMBRA_FRAME_LOCKS; i++)
		if (frame->held[i].kind < domain->n_kinds &&
		    (domain->kinds[frame->held[i].kind].flags & UMBRA_KIND_ONCE) &&
		    !umbra_frame_lent(frame, frame->held[i].key))
			return domain->kinds[frame->held[i].kind].name;
	return NULL;
}

/* In another context than it came in; looks closer. */
static void __cold noinline umbra_left(struct umbra_frame *frame, unsigned long tap)
{
	bool off = irqs_disabled(), was_off = !(frame->flags & X86_EFLAGS_IF);
	int count = (preempt_count() ^ (int)frame->preempt) & ~PREEMPT_NEED_RESCHED;
	struct umbra_failure failure = {
		.ip = tap,
		.parameter = umbra_lock_left(frame),
	};

	if (failure.parameter)
		failure.what = "left the driver with a lock held";
	else if (off != was_off)
		failure.what = off ? "left the driver with interrupts off" :
				     "left the driver with interrupts on, which were off";
	else if (count)
		failure.what = count & SOFTIRQ_MASK ?
				       "left the driver with bottom halves off, or twice on" :
				       "left the driver with preemption off, or twice on";
	else if (current->rcu_read_lock_nesting != frame->rcu)
		failure.what = "left the driver in an RCU section, or twice out of it";
	else
		return;
	umbra_broken(frame->site->domain, &failure);
}

/* Any difference, in as few instructions as can be: it is on every packet's path. */
void notrace umbra_check_leaving(struct umbra_frame *frame)
{
	int count = raw_cpu_read_4(__preempt_count) ^ (int)frame->preempt;
	unsigned long flags;

	asm volatile("pushfq; popq %0" : "=r"(flags) : : "memory");
	flags = (flags ^ frame->flags) & X86_EFLAGS_IF;
	if (unlikely((count & ~PREEMPT_NEED_RESCHED) | frame->locks | flags |
		     (current->rcu_read_lock_nesting ^ (int)frame->rcu)))
		umbra_left(frame, _RET_IP_);
}
EXPORT_SYMBOL_GPL(umbra_check_leaving);

void umbra_bad_result(struct umbra_frame *frame, long result)
{
	struct umbra_failure failure = {
		.what = "result",
		.ip = _RET_IP_,
		.expression = frame->site->interface,
		.bytes = result,
	};

	umbra_broken(frame->site->domain, &failure);
}
EXPORT_SYMBOL_GPL(umbra_bad_result);

static int umbra_by_function(const void *a, const void *b)
{
	const struct umbra_callable *x = a, *y = b;

	if (x->function != y->function)
		return x->function < y->function ? -1 : 1;
	return x->type < y->type ? -1 : x->type > y->type;
}

/**
 * umbra_callables_sort() - make the list of what may be called one to search in
 * Every function of a wrapped driver whose address is taken has an entry tap, and is
 * in it. Context: process. Returns 0 or -ENOMEM.
 */
int umbra_callables_sort(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	size_t size = domain->n_callables * sizeof(*control->callables);

	control->callables = kvmalloc(size + 1, GFP_KERNEL);
	if (!control->callables)
		return -ENOMEM;
	memcpy(control->callables, domain->callables, size);
	sort(control->callables, domain->n_callables, sizeof(*control->callables),
	     umbra_by_function, NULL);
	return 0;
}

void umbra_callables_free(struct umbra_control *control)
{
	kvfree(control->callables);
	control->callables = NULL;
}

/* An entry of the module's or a function that it names, and of that type? Context: any. */
bool umbra_may_call(struct umbra_domain *domain, unsigned long function, unsigned long type)
{
	const struct umbra_callable key = { (const void *)function, type };

	return bsearch(&key, umbra_control(domain)->callables, domain->n_callables, sizeof(key),
		       umbra_by_function);
}
