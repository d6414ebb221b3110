// SPDX-License-Identifier: GPL-2.0-only
/*
 * permission.c - what a domain may write, and what happens if it does not.
 *
 * The rule: a store that the permission map does not allow is allowed by the
 * thread's own stack below its frame, by what the kernel handed in for this call
 * (frame->given) or by being a variable of a function of the driver's that runs
 * (inside.c); else it is a violation, and the thread unwinds.
 *
 * What the map holds:
 *   the module's data        from its loading to its end
 *   memory of tracked objects  object->span bytes from their key, as long as
 *                            the object is tracked; sealed for kinds that the
 *                            kernel uses (UMBRA_KIND_SEALED)
 *   single fields            of kernel objects that the domain holds
 *
 * Not handled: stores of an entry that the driver's own call brought about may
 * reach the kernel's frames between the two of the driver's.
 */
#include <linux/kallsyms.h>
#include <linux/percpu.h>
#include <linux/bsearch.h>
#include <linux/sched/task_stack.h>
#include <linux/sort.h>
#include <linux/sysfs.h>
#include "control.h"
#include "../runtime/tracker_scan.h"

/* What umbra_sealed() gives: nobody reads it; all domains that restart share it. */
static char umbra_scratch[256];

static struct umbra_map *umbra_map_of(struct umbra_domain *domain)
{
	return &umbra_control(domain)->core.map;
}

static void umbra_grant_range(struct umbra_domain *domain, const struct umbra_range *range)
{
	umbra_map_grant(umbra_map_of(domain), (unsigned long)range->start, range->size);
}

static int umbra_look_order(const void *a, const void *b)
{
	unsigned long x = ((const struct umbra_look *)a)->after;
	unsigned long y = ((const struct umbra_look *)b)->after;

	return x < y ? -1 : x > y;
}

/* The inline check whose call returns to @ip. Any context. */
static const struct umbra_look *umbra_look_at(struct umbra_domain *domain, unsigned long ip)
{
	const struct umbra_range *looks = &umbra_control(domain)->sections.looks;
	const struct umbra_look key = { .after = ip };

	return bsearch(&key, looks->start, looks->size / sizeof(key), sizeof(key),
		       umbra_look_order);
}

/**
 * umbra_permission_init() - the module's own data may be written
 * Nothing to do for a domain without checks. Context: process.
 * Returns 0 or -ENOMEM.
 */
int umbra_permission_init(struct umbra_domain *domain)
{
	struct umbra_control *control = umbra_control(domain);
	const struct umbra_sections *sections = &control->sections;
	unsigned int i;
	int ret, cpu;

	if (!domain->map.bits)
		return 0;
	ret = umbra_map_init(umbra_map_of(domain), domain->map);
	if (ret)
		return ret;
	ret = umbra_callables_sort(domain);
	if (ret) {
		umbra_map_destroy(umbra_map_of(domain));
		return ret;
	}
	/* The section's end is told by the next one's start: zeroes come first then. */
	sort(sections->looks.start, sections->looks.size / sizeof(struct umbra_look),
	     sizeof(struct umbra_look), umbra_look_order, NULL);
	domain->text = (unsigned long)sections->text.start;
	domain->text_bytes = sections->text.size;
	for (i = 0; i < sections->n_data; i++)
		umbra_grant_range(domain, &sections->data[i]);
	umbra_grant_range(domain, &sections->after_init);
	if (control->module->percpu_size)
		for_each_possible_cpu(cpu) {
			umbra_map_grant(umbra_map_of(domain),
					(unsigned long)per_cpu_ptr(control->module->percpu, cpu),
					control->module->percpu_size);
			umbra_map_revoke(umbra_map_of(domain),
					 (unsigned long)per_cpu_ptr(
						 (unsigned long __percpu *)domain->inflight, cpu),
					 sizeof(*domain->inflight));
		}
	return 0;
}

/* Context: process, the module's code does not run any more. */
void umbra_permission_destroy(struct umbra_domain *domain)
{
	if (!domain->map.bits)
		return;
	umbra_sealed_words_free(umbra_control(domain));
	umbra_callables_free(umbra_control(domain));
	umbra_map_destroy(umbra_map_of(domain));
}

void umbra_grant(struct umbra_domain *domain, const volatile void *start, unsigned long bytes)
{
	if (domain->map.bits)
		umbra_map_grant(umbra_map_of(domain), (unsigned long)start, bytes);
}
EXPORT_SYMBOL_GPL(umbra_grant);

void umbra_revoke(struct umbra_domain *domain, const volatile void *start, unsigned long bytes)
{
	if (domain->map.bits)
		umbra_map_revoke(umbra_map_of(domain), (unsigned long)start, bytes);
}
EXPORT_SYMBOL_GPL(umbra_revoke);

/* Everything of the driver's that lies on this very stack. */
static bool umbra_on_stack(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	unsigned long here = (unsigned long)__builtin_frame_address(0);
	struct umbra_frame *frame;

	for (frame = *umbra_top(); frame && frame->site->domain == domain; frame = frame->prev) {
		unsigned long top = (unsigned long)frame;

		/* Another stack: an interrupt's frame on a task's list. */
		if (top - here >= THREAD_SIZE)
			break;
		if (start > here && start < top && bytes <= top - start)
			return true;
	}
	return false;
}

static bool umbra_was_given(const struct umbra_given *given, unsigned long start,
			    unsigned long bytes)
{
	unsigned long offset = start - (unsigned long)given->start;
	unsigned int i;

	if (!given->start || offset >= given->bytes || bytes > given->bytes - offset)
		return false;
	for (i = 0; i < given->n_fields; i++)
		if (offset >= given->fields[i].offset &&
		    offset + bytes <= given->fields[i].offset + given->fields[i].bytes)
			return true;
	return !given->fields;
}

/* Handed in by the kernel for as long as the call lasts. */
bool umbra_in_hand(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct umbra_frame *frame;
	unsigned int i;

	for (frame = *umbra_top(); frame && frame->site->domain == domain; frame = frame->prev)
		for (i = 0; i < frame->n_given; i++)
			if (umbra_was_given(&frame->given[i], start, bytes))
				return true;
	return false;
}

/* An object of the kernel's that begins there, or a part of its @bytes, is an entry's to write. */
bool umbra_object_in_hand(struct umbra_domain *domain, unsigned long key, unsigned long bytes)
{
	struct umbra_frame *frame;
	unsigned int i;

	for (frame = *umbra_top(); frame && frame->site->domain == domain; frame = frame->prev)
		for (i = 0; i < frame->n_given; i++)
			if (key && (unsigned long)frame->given[i].start - key <= bytes)
				return true;
	return false;
}

/* Where most stores go that the front of the map does not allow. */
static bool umbra_in_reach(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	return umbra_map_check(umbra_map_of(domain), start, bytes) ||
	       umbra_find_recent(domain, start, bytes) || umbra_in_hand(domain, start, bytes);
}

/* A sealed field that a function of the kernel's is to fill in (strncpy(dev->name)). */
static bool umbra_in_scratch(unsigned long start, unsigned long bytes)
{
	unsigned long offset = start - (unsigned long)umbra_scratch;

	return offset < sizeof(umbra_scratch) && bytes <= sizeof(umbra_scratch) - offset;
}

/* Any stack, any object: the slow way to "yes". */
bool umbra_may_write(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	return umbra_in_reach(domain, start, bytes) || umbra_on_stack(domain, start, bytes) ||
	       umbra_find_memory(domain, start, bytes) || umbra_in_scratch(start, bytes) ||
	       umbra_find_idle(domain, start, bytes) || umbra_handed_back(domain, start, bytes) ||
	       umbra_lent(domain, start, bytes);
}

struct umbra_naming {
	struct umbra_domain *domain;
	unsigned long start;
	struct umbra_failure *failure;
};

/* "net_device.netdev_ops": by the objects that the domain holds. */
static bool umbra_name_object(struct umbra_object *object, unsigned int number, unsigned long key,
			      void *data)
{
	struct umbra_naming *naming = data;
	const struct umbra_kind *kind = &naming->domain->kinds[number];
	unsigned long offset = naming->start - key;
	unsigned int i;

	if (!kind->structure || offset >= kind->bytes)
		return false;
	naming->failure->structure = kind->structure;
	naming->failure->offset = offset;
	for (i = 0; i < kind->n_fields; i++)
		if (offset - kind->fields[i].offset < kind->fields[i].bytes)
			naming->failure->field = kind->fields[i].name;
	return false;
}

/*
 * A check says no: the driver's thread ends here. @ip: where the check returns
 * to; the call itself is in the line to name.
 */
static void umbra_violation(const struct umbra_check *check, const char *what,
			    unsigned long start, unsigned long bytes, unsigned long ip)
{
	struct umbra_frame *frame = *umbra_top();
	struct umbra_failure failure = {
		.what = what,
		.ip = ip - 1,
		.context = umbra_context_name(),
		.expression = check->what,
		.bytes = bytes,
	};

	/* With enable=0 it goes on: what comes of it is the kernel's. */
	if (!umbra_enable)
		return;
	if (!frame || frame->site->domain != check->domain)
		panic("umbra: %s: %s (%s) outside of any frame", check->domain->name, what,
		      check->what);
	failure.site = frame->site;
	if (start) {
		struct umbra_naming naming = { check->domain, start, &failure };

		umbra_tracker_scan(check->domain, umbra_name_object, &naming);
	}
	umbra_fail(check->domain, &failure);
	umbra_unwind(frame);
	for (;;)
		cpu_relax();
}

static void umbra_check_range(unsigned long start, unsigned long bytes,
			      const struct umbra_check *check, unsigned long ip)
{
	struct umbra_domain *domain = check->domain;

	if (umbra_may_write(domain, start, bytes))
		return;
	/* A thread of the failed driver goes by itself. */
	umbra_call_check(domain);
	umbra_violation(check,
			umbra_map_sealed(umbra_map_of(domain), start, bytes) ?
				"which the kernel uses" :
				"which the driver does not hold",
			start, bytes, ip);
}

/* As umbra_look()'s call has it; by way of save.S. Context: any. */
void umbra_check_write(unsigned long start, struct umbra_domain *domain, unsigned long ip);
void umbra_check_write(unsigned long start, struct umbra_domain *domain, unsigned long ip)
{
	struct umbra_check check = { .domain = domain, .what = "" };
	const struct umbra_look *look;

	/* Few need to know how much exactly: a packet is written as it comes. */
	if (umbra_map_check(umbra_map_of(domain), start, 16) ||
	    umbra_find_newest(domain, start, 16))
		return;
	look = umbra_look_at(domain, ip);
	check.bytes = look ? look->bytes : 16;
	if (look)
		check.what = look->what;
	umbra_check_range(start, check.bytes, &check, ip);
}

/* The same of more than sixteen bytes. */
void umbra_check_whole(unsigned long start, struct umbra_domain *domain, unsigned long ip);
void umbra_check_whole(unsigned long start, struct umbra_domain *domain, unsigned long ip)
{
	const struct umbra_look *look = umbra_look_at(domain, ip);
	const struct umbra_check check = {
		.domain = domain,
		.what = look ? look->what : "",
		.bytes = look ? look->bytes : UMBRA_REACH,
	};

	umbra_check_range(start, check.bytes, &check, ip);
}

/* The same of as many as umbra_look_many() was given. */
void umbra_check_bytes(unsigned long start, unsigned long bytes, struct umbra_domain *domain,
		       unsigned long ip);
void umbra_check_bytes(unsigned long start, unsigned long bytes, struct umbra_domain *domain,
		       unsigned long ip)
{
	const struct umbra_look *look = umbra_look_at(domain, ip);
	const struct umbra_check check = { .domain = domain, .what = look ? look->what : "" };

	umbra_check_range(start, bytes, &check, ip);
}

/* What save.S knows of C's structures. */
static void __used umbra_check_offsets(void)
{
	asm volatile(".globl umbra_task_stack\n.set umbra_task_stack, %c0\n"
		     ".globl umbra_domain_bits\n.set umbra_domain_bits, %c1\n"
		     ".globl umbra_domain_tags\n.set umbra_domain_tags, %c2"
		     : : "i"(offsetof(struct task_struct, stack)),
		       "i"(offsetof(struct umbra_domain, map.bits)),
		       "i"(offsetof(struct umbra_domain, map.tags)));
	BUILD_BUG_ON(UMBRA_MAP_SLOTS != 1 << 14 || UMBRA_BLOCK != 512 || UMBRA_GRANULE != 8);
	BUILD_BUG_ON(offsetof(struct umbra_frame, site) != 72);
	BUILD_BUG_ON(offsetof(struct umbra_frame, caller) != 80);
	BUILD_BUG_ON(offsetof(struct umbra_site, domain) != 32);
}

void *umbra_sealed(void *field, unsigned long bytes)
{
	struct umbra_frame *frame = *umbra_top();

	if (frame && READ_ONCE(frame->site->domain->state) != UMBRA_PASSIVE &&
	    bytes <= sizeof(umbra_scratch))
		return umbra_kept_place(frame->site->domain, field) ?: umbra_scratch;
	if (frame && frame->site->domain->map.bits) {
		const struct umbra_check check = { .domain = frame->site->domain, .what = "" };

		umbra_check_range((unsigned long)field, bytes, &check, _RET_IP_);
	}
	return field;
}
EXPORT_SYMBOL_GPL(umbra_sealed);

unsigned long umbra_printed(unsigned long size, const char *format, va_list list)
{
	va_list again;
	int length;

	va_copy(again, list);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	return min(size, length + 1ul);
}
EXPORT_SYMBOL_GPL(umbra_printed);

/* The kernel has none with a list. */
int umbra_sysfs_emit(char *to, const char *format, va_list list)
{
	return umbra_sysfs_emit_at(to, 0, format, list);
}
EXPORT_SYMBOL_GPL(umbra_sysfs_emit);

int umbra_sysfs_emit_at(char *to, int at, const char *format, va_list list)
{
	va_list here;
	struct va_format all = { format, &here };
	int length;

	va_copy(here, list);
	length = sysfs_emit_at(to, at, "%pV", &all);
	va_end(here);
	return length;
}
EXPORT_SYMBOL_GPL(umbra_sysfs_emit_at);

void umbra_check_argument(struct umbra_domain *domain, const char *function,
			  const volatile void *start, unsigned long bytes)
{
	const struct umbra_check check = { .domain = domain, .what = function };

	if (!start || umbra_may_write(domain, (unsigned long)start, bytes))
		return;
	umbra_call_check(domain);
	umbra_violation(&check, "argument", 0, bytes,
			umbra_called_from(umbra_control(domain)) + 1);
}
EXPORT_SYMBOL_GPL(umbra_check_argument);

void umbra_check_index(unsigned long index, const struct umbra_check *check)
{
	umbra_violation(check, "index", 0, index, _RET_IP_);
}
EXPORT_SYMBOL_GPL(umbra_check_index);

void umbra_check_call(const void *function, const struct umbra_check *check)
{
	unsigned long address = (unsigned long)function;

	if (umbra_may_call(check->domain, address, check->bytes))
		return;
	umbra_violation(check, "call", 0, address, _RET_IP_);
}
EXPORT_SYMBOL_GPL(umbra_check_call);

/*
 * A loop is over its time. Sleeping ends a turn: only what keeps a processor
 * busy counts, or, in an interrupt, keeps it from everything else.
 */
void umbra_check_poll(struct umbra_domain *domain, unsigned long ip);
void umbra_check_poll(struct umbra_domain *domain, unsigned long ip)
{
	const struct umbra_check check = { .domain = domain, .what = "" };
	const struct umbra_policy *policy = &umbra_control(domain)->core.policy;
	struct umbra_frame *frame = *umbra_top();
	u64 now = ktime_get_mono_fast_ns();
	unsigned long slept;
	unsigned int budget;

	if (READ_ONCE(domain->state) == UMBRA_STOPPING || READ_ONCE(domain->state) == UMBRA_DEAD)
		umbra_call_check(domain);
	if (!frame || frame->site->domain != domain)
		return;
	slept = in_task() ? current->nvcsw : 0;
	if (!frame->since || frame->slept != slept) {
		frame->since = now;
		frame->slept = slept;
		return;
	}
	budget = in_hardirq()	      ? policy->interrupt_ms :
		 in_serving_softirq() ? policy->softirq_ms :
					policy->process_ms;
	if (budget && now - frame->since > (u64)budget * NSEC_PER_MSEC)
		umbra_violation(&check, "loop without end", 0, 0, ip);
}
