/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * control.h - umbra.ko's own part of a domain, and who calls whom in kmod/.
 *
 *   main.c      domains come and go
 *   frame.c     slow paths of taps: admit, unwind
 *   inside.c    threads in a driver, seen from outside
 *   sleep.c     what a driver's thread sleeps in, until the driver fails
 *   fault.c     exceptions in a domain's code become umbra_fail()
 *   recover.c   the recovery thread's walk through the phases
 *   quiesce.c   waits until no thread is in a driver
 *   describe.c  a failure in words
 *   release.c   lets go of objects, and survives it
 *   repeat.c    requests that fail the driver each time
 *   sections.c  where a module's data and line table are in memory
 *   principal.c devices bound to a domain's driver (principal.h)
 *   pci.c, virtio.c, usb.c, platform_bus.c  what differs by their bus
 *   kept.c      objects that a restarted driver gets back
 *   permission.c  what a domain may write, call and loop on
 *   contract.c  what it owes the kernel when it calls and when it comes back
 *   in_use.c    what of memory that no spec knows can be known
 *   deadline.c  threads asleep in the driver for too long
 *   managed.c   memory that devres lets go of
 *   pages.c     references on pages under two names
 *   sysfs.c     /sys/kernel/umbra/<module>/, uevents
 *   policy.c    rules for domains, loaded or not, and what follows from them
 *   report.c    the record of the last failures
 *   trace.c     tracepoints
 *   text.c      long text for files
 *   platform.c  what the portable runtime needs from below
 */
#ifndef UMBRA_CONTROL_H
#define UMBRA_CONTROL_H

#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/ptrace.h>
#include <linux/spinlock.h>
#include <linux/sysfs.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include "../runtime/core.h"
#include "umbra_class.h"

/* What went wrong, noted in the failing context, read by recovery. */
struct umbra_failure {
	const char *what;	/* "null write", "BUG()", ...; a constant string */
	const char *context;	/* "process", "softirq", "hard interrupt" */
	unsigned long ip;	/* where in the driver; 0 if nowhere */
	unsigned long within;	/* ... in a kernel function that it called there; or 0 */
	const struct umbra_site *site; /* the innermost entry, or NULL */
	unsigned long address;	/* what it accessed, if has_address */
	bool has_address;
	const char *function;	/* for arguments: the kernel function ... */
	const char *verb;	/* ... what it did, NULL: "given " */
	const char *parameter;	/* ... and its parameter or kind, else NULL */
	const char *expression;	/* for checks: what was stored to, in the source's words ... */
	unsigned long bytes;	/* ... and how much of it, or the index */
	const struct pt_regs *regs; /* of the exception, until it is left; or NULL */
	const char *releasing;	/* not the driver failed, but letting go of this; or NULL */
	const char *structure, *field; /* the kernel's object it lies in, if known ... */
	unsigned long offset;	/* ... and where in it */
};

#define UMBRA_DATA_RANGES 16

/* A range of the module's memory, page-aligned or not. */
struct umbra_range {
	void *start;
	size_t size;
};

struct umbra_sections {
	struct umbra_range text;	/* all code, taps included */
	struct umbra_range taps;	/* .text.umbra within it */
	struct umbra_range after_init;	/* .data..ro_after_init */
	struct umbra_range main;	/* .text within it: most of the driver's */
	struct umbra_range looks;	/* .umbra_checks: struct umbra_look */
	struct umbra_range lines;	/* .debug_line, if the module carries it */
	struct umbra_range data[UMBRA_DATA_RANGES]; /* restored by recovery */
	unsigned int n_data;
};

#define UMBRA_TEXT 256
#define UMBRA_SLEEPERS 8

/* A thread asleep in an operation; deadline.c. */
struct umbra_sleeper {
	const void *task, *frame; /* only compared */
	unsigned long switches;
	u64 since;
};

struct umbra_control {
	struct umbra_core core;		/* first: the runtime finds it there */
	struct umbra_domain *domain;
	struct module *module;
	struct kobject kobj;
	struct completion kobj_gone;
	struct umbra_attribute *object_attrs; /* sysfs.c: objects/ */
	struct umbra_report *report;	/* report.c */
	struct list_head governed;	/* policy.c, its lock */
	struct umbra_class *shadow;	/* the first that stood for a device, or NULL */
	struct work_struct work;	/* recover.c */
	struct delayed_work deadline;	/* deadline.c */
	struct umbra_sleeper sleepers[UMBRA_SLEEPERS]; /* deadline's work's own */
	wait_queue_head_t wait;		/* state or quiescence changed */
	struct task_struct *recovery_task; /* runs the driver while RESTARTING */
	bool loading, unloading;	/* init or exit is on: no restart then */
	unsigned long quiesced;		/* bit 0: who unwound silenced the devices; bit 1: buried; bit 2: and nobody was inside */

	int page_kind, fragment_kind;	/* indices, or negative; pages.c */
	int dma_kind, memory_kind;	/* the same; contract.c */
	struct umbra_sections sections;
	void *clean_data;		/* all data ranges, one after the other */
	struct umbra_range kept[16];	/* data the kernel still uses: not restored */
	unsigned int n_kept;

	struct umbra_callable *callables; /* the domain's, sorted */
	struct list_head sealed_words;	/* handed.c; sealed_lock */
	spinlock_t sealed_lock;
	unsigned int n_sealed;		/* since it was loaded; sealed_lock */
	unsigned long memory_before;	/* memory tracked before this stamp is of a failed incarnation */

	struct list_head kept_objects;	/* kept.c; kept_lock */
	spinlock_t kept_lock;

	struct list_head principals;	/* principal.c; principals_lock */
	spinlock_t principals_lock;

	raw_spinlock_t failure_lock;	/* core.recovery and domain->state */
	struct umbra_failure failure;	/* of the outage that is on, or the last */
	struct umbra_frame *failed_frame; /* to which its thread unwinds; it takes this away */
	enum umbra_state failed_while;	/* the machine's state before it */
	bool watched;			/* there are requests to look out for; failure_lock */
	bool refused_here;		/* in the recovery thread; its own */
	unsigned int looks;		/* races do no harm */

	/* release.c; its thread's own, but leaked, which is read at any time. */
	struct umbra_site release_site;	/* of frames that releases run in */
	const char *releasing;		/* what is let go of */
	struct umbra_failure release_failure; /* of the last that failed ... */
	bool release_locked;		/* ... with a spinning lock of the kernel's taken */
	unsigned long leaked;		/* objects whose release failed */
	unsigned long pinned_before;	/* memory tracked before this stamp is never given back; or 0 */
	bool stuck;			/* nothing can be let go of, nor the driver restarted */

	char last_failure[UMBRA_TEXT];	/* the same in words; written by recovery */
	unsigned long announced;	/* failures that user space was told of; recovery's */
};

/* Memory that a domain is about to write. */
struct umbra_memory {
	struct umbra_domain *domain;
	unsigned long start, bytes;
};

/* A file in a domain's folder. */
struct umbra_attribute {
	struct attribute attr;
	ssize_t (*show)(struct umbra_control *control, const struct umbra_attribute *attr,
			char *text);
	ssize_t (*store)(struct umbra_control *control, const struct umbra_attribute *attr,
			 const char *text, size_t size);
	unsigned int index;	/* of a kind, a phase, a policy value */
};

/* Text that grows; text.c. */
struct umbra_text {
	char *start;
	size_t n, size;
};

static inline struct umbra_control *umbra_control_of(struct kobject *kobj)
{
	return container_of(kobj, struct umbra_control, kobj);
}

static inline struct umbra_control *umbra_control(struct umbra_domain *domain)
{
	return domain->control;
}

/* A library has no init, and no exit. Context: process. */
static inline int umbra_run_init(struct umbra_domain *domain)
{
	return domain->init ? domain->init() : 0;
}

static inline bool umbra_range_has(const struct umbra_range *range, unsigned long address)
{
	return address - (unsigned long)range->start < range->size;
}

/* Code of the driver proper, not of its taps. */
static inline bool umbra_driver_text(const struct umbra_control *control, unsigned long ip)
{
	return umbra_range_has(&control->sections.text, ip) &&
	       !umbra_range_has(&control->sections.taps, ip);
}

/* main.c: the module parameter; false: no check, no recovery */
extern bool umbra_enable;

/* save.S */
void umbra_unwind_to(struct umbra_frame *frame);

/* frame.c */
int umbra_call_check_tap(struct umbra_domain *domain, unsigned int kind, unsigned long word,
			 unsigned long tap);
void umbra_resume_unwound(struct pt_regs *regs, struct umbra_frame *frame);
struct umbra_frame *umbra_landing_of(struct umbra_frame *frame);
struct umbra_frame *umbra_landing_frame(struct umbra_frame *frame);
void umbra_unwind(struct umbra_frame *frame); /* does not return */
bool umbra_must_leave(struct umbra_domain *domain);

/* sleep.c */
void umbra_waits_end(struct umbra_domain *domain);
void umbra_waits_forget(struct umbra_domain *domain);

/* inside.c */
const struct umbra_frame *umbra_inside(struct umbra_domain *domain, struct task_struct *task,
				       unsigned int flags, struct umbra_frame *copy);
bool umbra_lent(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
bool umbra_is_torn(unsigned long start, unsigned long bytes);

/* fault.c */
const char *umbra_context_name(void);
unsigned long umbra_driver_called(const struct umbra_sections *sections, struct pt_regs *regs,
				  unsigned int *calls);
int umbra_fault_init(void);
void umbra_fault_exit(void);

/* recover.c */
int umbra_recover_init(void);
void umbra_recover_exit(void);
bool umbra_fail(struct umbra_domain *domain, const struct umbra_failure *failure);
void umbra_fail_outside(struct umbra_domain *domain, const struct umbra_failure *failure);
void umbra_recovery_kick(struct umbra_domain *domain);
void umbra_recovery_start(struct umbra_domain *domain);
void umbra_probe_unwound(struct umbra_domain *domain, const struct umbra_frame *frame);
void umbra_recover_work(struct work_struct *work);
bool umbra_load_again(struct umbra_domain *domain, unsigned int retry);
void umbra_teardown(struct umbra_domain *domain);
void umbra_watch(struct umbra_control *control);
void umbra_state_begin(struct umbra_domain *domain, enum umbra_state state);

/* quiesce.c */
struct umbra_inflight *umbra_inflight_of(struct umbra_domain *domain, int cpu);
long umbra_inflight(struct umbra_domain *domain);
bool umbra_wait_empty(struct umbra_control *control, long but);

/* describe.c */
void umbra_describe(struct umbra_control *control, const struct umbra_failure *failure, char *text,
		    size_t size);
void umbra_describe_place(struct umbra_control *control, unsigned long ip, char *text, size_t size);

/* release.c; see platform.h, too */
bool umbra_release_other(struct umbra_domain *domain, const char *what,
			 void (*run)(const void *data), const void *data);

/* repeat.c */
struct umbra_text;
void umbra_repeat_failed(struct umbra_domain *domain, struct umbra_frame *frame,
			 const unsigned long asked[]);
bool umbra_repeat_look(struct umbra_domain *domain, const struct umbra_site *site,
		       const struct umbra_frame *frame, const unsigned long asked[]);
void umbra_repeat_say(struct umbra_control *control);
void umbra_repeat_text(struct umbra_text *text, struct umbra_control *control);
void umbra_repeat_forget(struct umbra_control *control);

/* sections.c */
int umbra_sections_find(struct umbra_control *control);
int umbra_data_save(struct umbra_control *control);
void umbra_data_restore(struct umbra_control *control);
void umbra_data_free(struct umbra_control *control);
void umbra_data_keep(struct umbra_domain *domain, void *start, size_t size);

/* principal.c */
void umbra_principals_quiesce(struct umbra_domain *domain);
void umbra_principals_stop(struct umbra_domain *domain);
void umbra_principals_ready(struct umbra_domain *domain);
void umbra_principals_hold(struct umbra_domain *domain);
void umbra_principals_note_affinity(struct umbra_domain *domain);
void umbra_principals_unhold(struct umbra_domain *domain);
void umbra_principals_reset(struct umbra_domain *domain);
void umbra_principals_release(struct umbra_domain *domain);
void umbra_principals_forget(struct umbra_domain *domain);
bool umbra_is_device(struct umbra_domain *domain, unsigned long address);
bool umbra_belongs(struct umbra_domain *domain, const struct device *device);

/* kept.c */
void umbra_kept_unclaim(struct umbra_domain *domain);
int umbra_kept_demand(struct umbra_domain *domain, const char *kind);
void umbra_kept_destroy(struct umbra_domain *domain);
/* Where a restarting driver's store to a sealed field goes, if a class has its own there; or NULL. */
void *umbra_kept_place(struct umbra_domain *domain, const void *field);

/* managed.c */
void umbra_managed_unbound(struct umbra_domain *domain, struct device *device);

/* permission.c */
int umbra_permission_init(struct umbra_domain *domain);
void umbra_permission_destroy(struct umbra_domain *domain);
bool umbra_may_write(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
bool umbra_object_in_hand(struct umbra_domain *domain, unsigned long key, unsigned long bytes);
bool umbra_in_hand(struct umbra_domain *domain, unsigned long start, unsigned long bytes);

/* handed.c */
bool umbra_handed_back(struct umbra_domain *domain, unsigned long start, unsigned long bytes);
void umbra_sealed_words_free(struct umbra_control *control);

/* contract.c */
void umbra_broken(struct umbra_domain *domain, struct umbra_failure *failure);
unsigned long umbra_called_from(struct umbra_control *control);
void umbra_bad_memory(struct umbra_domain *domain, const char *function, unsigned long start,
		      const char *what);
void umbra_io_gone(struct umbra_domain *domain, const volatile void *start);
int umbra_callables_sort(struct umbra_domain *domain);
void umbra_callables_free(struct umbra_control *control);
bool umbra_may_call(struct umbra_domain *domain, unsigned long function, unsigned long type);

/* in_use.c */
void umbra_in_use_init(void);

/* deadline.c */
void umbra_deadline_start(struct umbra_control *control);
void umbra_deadline_stop(struct umbra_control *control);

/* sysfs.c */
int umbra_sysfs_init(void);
void umbra_sysfs_exit(void);
int umbra_sysfs_add(struct umbra_control *control);
void umbra_sysfs_remove(struct umbra_control *control);
void umbra_uevent(struct umbra_control *control, const char *event);

/* policy.c */
extern const struct attribute_group umbra_policy_group;
extern struct bin_attribute umbra_attr_policy_rules;
void umbra_policy_init(void);
void umbra_policy_exit(void);
void umbra_policy_attach(struct umbra_control *control);
void umbra_policy_detach(struct umbra_control *control);
bool umbra_domains_any(bool (*is)(struct umbra_control *control, const void *data),
		       const void *data);

/* report.c */
extern struct bin_attribute umbra_attr_report;
int umbra_report_alloc(struct umbra_control *control);
void umbra_report_free(struct umbra_control *control);
void umbra_report_failure(struct umbra_control *control, const struct umbra_failure *failure);
void umbra_report_pending(struct umbra_control *control);
void umbra_report_outcome(struct umbra_control *control, const char *outcome);

/* text.c */
int umbra_text_start(struct umbra_text *text);
void umbra_text_add(struct umbra_text *text, const char *format, ...)
	__attribute__((__format__(__printf__, 2, 3)));
ssize_t umbra_text_read(struct umbra_text *text, char *out, loff_t offset, size_t size);

#endif
