// SPDX-License-Identifier: GPL-2.0-only
/*
 * report.c - the record of a domain's last failures: what an engineer needs to
 * find the bug, in /sys/kernel/umbra/<module>/report.
 *
 *   umbra_report_failure()   in the failing context: numbers only, no memory
 *   umbra_report_pending()   nobody is inside: what it held, what it had been called for
 *   umbra_report_outcome()   how the outage ended
 *   umbra_report_read()      a reader: in words, with source lines
 *
 * Written by one thread at a time, the one that the recovery machine told to
 * act; the lock is for readers.
 */
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <asm/unwind.h>
#include "control.h"
#include "../runtime/frames.h"
#include "../runtime/config_log.h"

#define UMBRA_RECORDS 8
#define UMBRA_RECORD_IPS 16
#define UMBRA_RECORD_SITES 8
#define UMBRA_RECORD_NEWEST 8
#define UMBRA_UNWIND_STEPS 64	/* some microseconds, in the failing context */

struct umbra_failure_record {
	u64 wall_ns, boot_ns, outage_ns;
	struct umbra_failure failure;
	const char *outcome;
	unsigned int cpu, retry;
	pid_t pid;
	char task[TASK_COMM_LEN];
	bool has_regs;
	struct pt_regs regs;
	unsigned int n_ips, n_sites, n_held;
	unsigned long ips[UMBRA_RECORD_IPS];
	const struct umbra_site *sites[UMBRA_RECORD_SITES]; /* innermost first */
	unsigned int held[UMBRA_FRAME_LOCKS];		    /* kinds */
	unsigned int n_newest;
	struct {
		unsigned int kind;
		unsigned long key;
	} newest[UMBRA_RECORD_NEWEST];	/* objects: what its last calls gave it */
};

struct umbra_report {
	raw_spinlock_t lock;
	unsigned long n;	/* lock; records ever: the last is [(n - 1) % RECORDS] */
	struct umbra_failure_record record[UMBRA_RECORDS]; /* lock */
	unsigned long *counts;	/* lock; objects, n_kinds a record */
	struct umbra_trail *trails; /* lock; UMBRA_TRAILS a processor a record */
	struct mutex text_lock;
	struct umbra_text text;	/* text_lock; made when a reader begins */
};

/* Of one record. */
static size_t umbra_trails_size(void)
{
	return nr_cpu_ids * UMBRA_TRAILS * sizeof(struct umbra_trail);
}

/* What a processor's entries are noted in as they are left. */
static struct umbra_trail __percpu *umbra_rings(struct umbra_domain *domain)
{
	return (struct umbra_trail __percpu __force *)domain->trails;
}

int umbra_report_alloc(struct umbra_control *control)
{
	struct umbra_report *report = kvzalloc(sizeof(*report), GFP_KERNEL);

	if (!report)
		return -ENOMEM;
	report->counts = kvcalloc(UMBRA_RECORDS * (control->domain->n_kinds + 1),
				  sizeof(*report->counts), GFP_KERNEL);
	report->trails = kvcalloc(UMBRA_RECORDS, umbra_trails_size(), GFP_KERNEL);
	control->domain->trails = (struct umbra_trail __force *)__alloc_percpu(
		UMBRA_TRAILS * sizeof(struct umbra_trail), __alignof__(struct umbra_trail));
	if (!report->counts || !report->trails || !control->domain->trails) {
		free_percpu(umbra_rings(control->domain));
		kvfree(report->trails);
		kvfree(report->counts);
		kvfree(report);
		return -ENOMEM;
	}
	raw_spin_lock_init(&report->lock);
	mutex_init(&report->text_lock);
	control->report = report;
	return 0;
}

void umbra_report_free(struct umbra_control *control)
{
	free_percpu(umbra_rings(control->domain));
	kvfree(control->report->text.start);
	kvfree(control->report->trails);
	kvfree(control->report->counts);
	kvfree(control->report);
}

static unsigned long *umbra_counts_of(struct umbra_control *control, unsigned long number)
{
	return control->report->counts + number % UMBRA_RECORDS * control->domain->n_kinds;
}

/* Those of a processor in a record. */
static struct umbra_trail *umbra_trails_of(struct umbra_trail *trails, int cpu)
{
	return trails + cpu * UMBRA_TRAILS;
}

static struct umbra_trail *umbra_trails(struct umbra_control *control, unsigned long number)
{
	return umbra_trails_of(control->report->trails, number % UMBRA_RECORDS * nr_cpu_ids);
}

/* The driver's functions on this stack; its taps say nothing new. */
static void umbra_record_stack(struct umbra_control *control, struct umbra_failure_record *record)
{
	const struct umbra_sections *sections = &control->sections;
	struct pt_regs *regs = record->has_regs ? &record->regs : NULL;
	struct unwind_state state;
	struct pt_regs from;
	unsigned int i;

	/* The unwinder begins with the caller; after a bad jump, with the caller's. */
	if (regs && umbra_range_has(&sections->text, record->failure.ip))
		record->ips[record->n_ips++] = record->failure.ip;
	if (regs && record->failure.ip != regs->ip &&
	    !umbra_range_has(&sections->text, regs->ip)) {
		from = *regs;
		if (!get_kernel_nofault(from.ip, (unsigned long *)regs->sp) &&
		    from.ip == record->failure.ip) {
			from.sp += sizeof(long);
			regs = &from;
		}
	}
	unwind_start(&state, current, regs, NULL);
	for (i = 0; i < UMBRA_UNWIND_STEPS && !unwind_done(&state); i++) {
		unsigned long ip = unwind_get_return_address(&state);

		if (!ip || record->n_ips == UMBRA_RECORD_IPS)
			break;
		if (umbra_range_has(&sections->text, ip) && !umbra_range_has(&sections->taps, ip))
			record->ips[record->n_ips++] = ip;
		unwind_next_frame(&state);
	}
}

static void umbra_record_frames(struct umbra_failure_record *record)
{
	const struct umbra_frame *frame;
	unsigned int i;

	for (frame = *umbra_top(); frame; frame = frame->prev) {
		if (record->n_sites < UMBRA_RECORD_SITES)
			record->sites[record->n_sites++] = frame->site;
		for (i = 0; i < frame->locks && i < UMBRA_FRAME_LOCKS; i++)
			if (record->n_held < UMBRA_FRAME_LOCKS &&
			    frame->held[i].kind != UMBRA_LOCK_LENT_KIND)
				record->held[record->n_held++] = frame->held[i].kind;
	}
}

/**
 * umbra_report_failure() - note a failure of an outage
 * @failure: with the registers of an exception, if it was one
 * Context: any, in the thread that failed.
 */
void umbra_report_failure(struct umbra_control *control, const struct umbra_failure *failure)
{
	struct umbra_report *report = control->report;
	struct umbra_failure_record *record = &report->record[report->n % UMBRA_RECORDS];
	unsigned long flags;

	raw_spin_lock_irqsave(&report->lock, flags);
	memset(record, 0, sizeof(*record));
	memset(umbra_counts_of(control, report->n), 0,
	       control->domain->n_kinds * sizeof(*report->counts));
	memset(umbra_trails(control, report->n), 0, umbra_trails_size());
	record->wall_ns = ktime_get_real_fast_ns();
	record->boot_ns = umbra_now_ns();
	record->failure = *failure;
	record->retry = control->core.recovery.retries;
	record->cpu = raw_smp_processor_id();
	record->pid = current->pid;
	memcpy(record->task, current->comm, sizeof(record->task));
	record->has_regs = failure->regs;
	if (failure->regs)
		record->regs = *failure->regs;
	record->failure.regs = NULL;
	umbra_record_stack(control, record);
	umbra_record_frames(record);
	report->n++;
	raw_spin_unlock_irqrestore(&report->lock, flags);
}

static int umbra_record_newest(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	struct umbra_failure_record *record = data;

	record->newest[record->n_newest].kind = object->kind;
	record->newest[record->n_newest].key = object->key;
	return ++record->n_newest == UMBRA_RECORD_NEWEST;
}

/* The rings of a processor, each from its newest. */
static void umbra_record_trails(struct umbra_control *control, struct umbra_trail *to, int cpu)
{
	const struct umbra_trail *ring = per_cpu_ptr(umbra_rings(control->domain), cpu);
	const unsigned long *left = umbra_inflight_of(control->domain, cpu)->left;
	unsigned int i, trail;

	to = umbra_trails_of(to, cpu);
	for (trail = 0; trail < UMBRA_TRAILS; trail++)
		for (i = 0; i < UMBRA_TRAIL; i++)
			to[trail].over[i] =
				ring[trail].over[((u8)left[trail] / sizeof(to->over[0]) - 1 - i) %
						 UMBRA_TRAIL];
}

/*
 * What the driver held when it failed: its calls that gave it something show in that. And
 * the calls of it that were over. Context: process, nobody inside.
 */
void umbra_report_pending(struct umbra_control *control)
{
	struct umbra_report *report = control->report;
	struct umbra_failure_record *record;
	int cpu;

	if (!report->n)
		return;
	for_each_possible_cpu(cpu)
		umbra_record_trails(control, umbra_trails(control, report->n - 1), cpu);
	record = &report->record[(report->n - 1) % UMBRA_RECORDS];
	umbra_tracker_count(control->domain, umbra_counts_of(control, report->n - 1));
	record->n_newest = 0;
	umbra_tracker_newest_first(control->domain, umbra_record_newest, record);
}

/* @outcome: a constant string. Context: process. */
void umbra_report_outcome(struct umbra_control *control, const char *outcome)
{
	struct umbra_report *report = control->report;
	struct umbra_failure_record *record;

	if (!report->n)
		return;
	raw_spin_lock_irq(&report->lock);
	record = &report->record[(report->n - 1) % UMBRA_RECORDS];
	record->outcome = outcome;
	record->outage_ns = control->core.recovery.outage_ns;
	raw_spin_unlock_irq(&report->lock);
}

static void umbra_text_registers(struct umbra_text *text, const struct pt_regs *regs)
{
	umbra_text_add(text, "  registers: ip %016lx sp %016lx flags %08lx\n", regs->ip, regs->sp,
		       regs->flags);
	umbra_text_add(text, "    ax %016lx bx %016lx cx %016lx dx %016lx\n", regs->ax, regs->bx,
		       regs->cx, regs->dx);
	umbra_text_add(text, "    si %016lx di %016lx bp %016lx r8 %016lx\n", regs->si, regs->di,
		       regs->bp, regs->r8);
	umbra_text_add(text, "    r9 %016lx r10 %016lx r11 %016lx r12 %016lx\n", regs->r9,
		       regs->r10, regs->r11, regs->r12);
	umbra_text_add(text, "    r13 %016lx r14 %016lx r15 %016lx\n", regs->r13, regs->r14,
		       regs->r15);
}

static void umbra_text_held(struct umbra_text *text, const struct umbra_domain *domain,
			    const struct umbra_failure_record *record, const unsigned long *counts)
{
	const char *between = "  locks: ";
	unsigned int i;

	for (i = 0; i < record->n_held; i++, between = ", ")
		umbra_text_add(text, "%s%s", between,
			       record->held[i] < domain->n_kinds ?
				       domain->kinds[record->held[i]].name : "?");
	umbra_text_add(text, "%s", record->n_held ? "\n" : "");
	between = "  objects: ";
	for (i = 0; i < domain->n_kinds; i++) {
		if (!counts[i])
			continue;
		umbra_text_add(text, "%s%s %lu", between, domain->kinds[i].name, counts[i]);
		between = ", ";
	}
	umbra_text_add(text, "%s", between[0] == ',' ? "\n" : "");
	between = "  taken last: ";
	for (i = 0; i < record->n_newest; i++, between = ", ")
		umbra_text_add(text, "%s%s %lx", between,
			       record->newest[i].kind < domain->n_kinds ?
				       domain->kinds[record->newest[i].kind].name : "?",
			       record->newest[i].key);
	umbra_text_add(text, "%s", record->n_newest ? "\n" : "");
}

static void umbra_text_over(struct umbra_text *text, const struct umbra_over *over,
			    unsigned int times)
{
	const struct umbra_site *site = over->site;
	unsigned int i;

	umbra_text_add(text, "    %s, for %s", site->function,
		       site->interface[0] ? site->interface : "the driver's own use");
	for (i = 0; i < site->n_asked && site->flags & UMBRA_SITE_VALUE; i++)
		if (site->asked[i].how == UMBRA_ASKED_VALUE) {
			umbra_text_add(text, ", %s 0x%x", site->asked[i].name, over->value);
			break;
		}
	if (site->flags & UMBRA_SITE_RESULT)
		umbra_text_add(text, ": %d", (int)over->result);
	if (times > 1)
		umbra_text_add(text, " (%u times)", times);
	umbra_text_add(text, "\n");
}

/* What is alike is said once. */
static void umbra_text_trail(struct umbra_text *text, struct umbra_control *control,
			     const struct umbra_trail *trail, const char *what, int cpu)
{
	const struct umbra_over *before = NULL, *over;
	unsigned int times = 0;

	for (over = trail->over; over < trail->over + UMBRA_TRAIL && over->site; over++) {
		if (before && !memcmp(before, over, sizeof(*over))) {
			times++;
			continue;
		}
		if (before)
			umbra_text_over(text, before, times);
		else
			umbra_text_add(text, "  %s that were over, on processor %d, newest first:\n",
				       what, cpu);
		before = over;
		times = 1;
	}
	if (before)
		umbra_text_over(text, before, times);
}

static void umbra_text_trails(struct umbra_text *text, struct umbra_control *control,
			      struct umbra_trail *trails)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct umbra_trail *trail = umbra_trails_of(trails, cpu);

		umbra_text_trail(text, control, &trail[UMBRA_TRAIL_OPERATIONS], "operations", cpu);
		umbra_text_trail(text, control, &trail[UMBRA_TRAIL_OTHERS], "other calls", cpu);
	}
}

static void umbra_text_record(struct umbra_text *text, struct umbra_control *control,
			      const struct umbra_failure_record *record,
			      const unsigned long *counts, struct umbra_trail *trails,
			      unsigned long number)
{
	char words[UMBRA_TEXT];
	struct tm tm;
	unsigned int i;
	u64 ns = record->wall_ns;
	u32 part = do_div(ns, NSEC_PER_SEC);

	time64_to_tm(ns, 0, &tm);
	umbra_describe(control, &record->failure, words, sizeof(words));
	umbra_text_add(text, "failure %lu: %s\n", number, words);
	umbra_text_add(text, "  when: %04ld-%02d-%02d %02d:%02d:%02d.%06u UTC, %llu.%09llu s after boot\n",
		       tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
		       tm.tm_sec, part / 1000, record->boot_ns / NSEC_PER_SEC,
		       record->boot_ns % NSEC_PER_SEC);
	umbra_text_add(text, "  where: processor %u, in the context of %s (%d)\n", record->cpu,
		       record->task, record->pid);
	if (record->retry)
		umbra_text_add(text, "  while it was restarted, try %u\n", record->retry);
	if (record->outcome)
		umbra_text_add(text, "  outcome: %s after %llu.%llu ms\n", record->outcome,
			       record->outage_ns / NSEC_PER_MSEC,
			       record->outage_ns / 100000 % 10);
	umbra_text_add(text, "%s", record->n_ips ? "  backtrace, driver's functions:\n" : "");
	for (i = 0; i < record->n_ips; i++) {
		/* A return address is the line after the call. */
		bool returns = i || !record->has_regs || record->regs.ip != record->ips[i];

		umbra_describe_place(control, record->ips[i] - returns, words, sizeof(words));
		umbra_text_add(text, "    %s\n", words);
	}
	umbra_text_add(text, "%s", record->n_sites ? "  entries, innermost first:\n" : "");
	for (i = 0; i < record->n_sites; i++)
		umbra_text_add(text, "    %s: %s, for %s\n", record->sites[i]->domain->name,
			       record->sites[i]->function,
			       record->sites[i]->interface[0] ? record->sites[i]->interface :
								"the driver's own use");
	umbra_text_trails(text, control, trails);
	umbra_text_held(text, control->domain, record, counts);
	if (record->has_regs)
		umbra_text_registers(text, &record->regs);
}

static void umbra_text_records(struct umbra_text *text, struct umbra_control *control)
{
	struct umbra_report *report = control->report;
	size_t counts_size = control->domain->n_kinds * sizeof(unsigned long);
	struct umbra_failure_record *copy = kmalloc(sizeof(*copy), GFP_KERNEL);
	unsigned long *counts = kmalloc(counts_size, GFP_KERNEL);
	struct umbra_trail *trails = kvmalloc(umbra_trails_size(), GFP_KERNEL);
	unsigned long i = 0, n = READ_ONCE(report->n);

	umbra_text_add(text, "%s: %lu failures", control->domain->name, n);
	if (n > UMBRA_RECORDS) {
		i = n - UMBRA_RECORDS;
		umbra_text_add(text, ", the last %u", UMBRA_RECORDS);
	}
	umbra_text_add(text, "\n");
	for (; copy && counts && trails && i < n; i++) {
		raw_spin_lock_irq(&report->lock);
		*copy = report->record[i % UMBRA_RECORDS];
		memcpy(counts, umbra_counts_of(control, i), counts_size);
		memcpy(trails, umbra_trails(control, i), umbra_trails_size());
		raw_spin_unlock_irq(&report->lock);
		umbra_text_record(text, control, copy, counts, trails, i + 1);
	}
	kvfree(trails);
	kfree(counts);
	kfree(copy);
}

/* A recorded call: "ethtool_ops.set_wol by FUNCTION, of ffff...: 05 00 ...". */
static void umbra_text_config(const struct umbra_config_call *call, void *data)
{
	struct umbra_text *text = data;
	unsigned int i;

	umbra_text_add(text, "  %s by %s, of %lx, %lx", call->site->interface,
		       call->site->function, (unsigned long)call->object, call->subkey);
	for (i = 0; i < call->n; i++)
		umbra_text_add(text, ": %*ph%s", min(call->size[i], 64u), call->copied[i],
			       call->size[i] > 64 ? " ..." : "");
	umbra_text_add(text, "\n");
}

/* Made anew at offset 0, so that a reader in parts gets one text. */
static ssize_t umbra_report_read(struct file *file, struct kobject *kobj,
				 struct bin_attribute *attr, char *out, loff_t offset, size_t size)
{
	struct umbra_control *control = umbra_control_of(kobj);
	struct umbra_text *text = &control->report->text;
	ssize_t ret = 0;

	mutex_lock(&control->report->text_lock);
	if (!offset || !text->start) {
		kvfree(text->start);
		ret = umbra_text_start(text);
		if (!ret) {
			umbra_text_records(text, control);
			umbra_text_add(text, "configuration, oldest first:\n");
			umbra_config_walk(control->domain, umbra_text_config, text);
			umbra_repeat_text(text, control);
		}
	}
	if (!ret)
		ret = memory_read_from_buffer(out, size, &offset, text->start, text->n);
	mutex_unlock(&control->report->text_lock);
	return ret;
}

/* Addresses and registers are for root. */
struct bin_attribute umbra_attr_report = {
	.attr = { .name = "report", .mode = 0400 },
	.read = umbra_report_read,
};
