/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * umbra.h - what generated taps and shadow classes see of the runtime.
 *
 * The rule it upholds: a tap's passive path is all here, inline, but for making
 * a frame and comparing it when it is left, which all entries do alike; whatever
 * happens only around a failure is an exported function of umbra.ko. The file
 * needs no other of ours but umbra_objects.h, so that `umbra harden` can copy both beside
 * the taps.
 *
 * One crossing, there and back:
 *
 *   kernel ── entry tap ── driver ── call tap ── kernel
 *              │ umbra_enter()          │ domain.state? umbra_call_check()
 *              │ frame on this stack    │ umbra_track()/umbra_untrack()
 *              ▼ umbra_leave()          ▼
 *
 * A failure below an entry tap resumes the thread a second time out of
 * umbra_save() in that tap, which then answers for the driver.
 *
 * Checks of the driver's stores, calls and loops are in umbra_checks.h.
 */
#ifndef UMBRA_H
#define UMBRA_H

#ifdef __KERNEL__
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/preempt.h>
#include <linux/err.h>
#include <linux/log2.h>
#include <linux/stringify.h>
#include <asm/asm.h>
#include <asm/linkage.h>
#endif

/* Raised whenever a struct below or the meaning of a function changes. */
#define UMBRA_ABI 17

/*
 * Do tracked objects carry permissions? In taps only where stores are checked;
 * in umbra.ko and the shadow classes, which serve both, always (Kbuild).
 */
#ifndef UMBRA_SPANS
#ifdef UMBRA_CHECKS
#define UMBRA_SPANS 1
#else
#define UMBRA_SPANS 0
#endif
#endif

#ifndef __KERNEL__
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#endif

/*
 * A domain's states. Every tap tests for "not passive" with one compare, so
 * passive is zero.
 *
 *  PASSIVE ──fail──► STOPPING ──quiet──► RESTARTING ──init ran──► SETTLING
 *     ▲                 ▲  │ retries spent    │ fails again          │
 *     └─────────────────┼──┼──────────────────┼── class says ready ──┘
 *                       └──┼──────────────────┘
 *                          ▼
 *                        DEAD (the device is given up)
 */
enum umbra_state {
	UMBRA_PASSIVE = 0,
	UMBRA_STOPPING,   /* nothing enters; threads inside unwind */
	UMBRA_RESTARTING, /* recovery thread and callbacks enter, operations are proxied */
	UMBRA_SETTLING,   /* as RESTARTING, but only held operations are proxied */
	UMBRA_DEAD,       /* nothing enters, ever */
	UMBRA_UNBORN,     /* loaded, its init has not begun: nothing enters */
};

struct umbra_object; /* umbra_objects.h */
struct umbra_bucket;

/* A part of a structure of the kernel's. Generated from WRITES and SEALS. */
struct umbra_field {
	const char *name;
	unsigned int offset, bytes;
	unsigned int flags; /* UMBRA_FIELD_* */
};

#define UMBRA_FIELD(structure, field, how)                                       \
	{                                                                        \
		#field, __builtin_offsetof(struct structure, field),             \
			sizeof(((struct structure *)0)->field), how              \
	}

#define UMBRA_FIELD_SEALED 1u /* not once the object is the kernel's */

/* Memory that an entry may write as long as it runs; all of it if there are no fields. */
struct umbra_given {
	const volatile void *start;
	unsigned long bytes;
	const struct umbra_field *fields;
	unsigned int n_fields;
};

/* A kind of object: how to let go of one. Generated from UMBRA_KIND. */
struct umbra_kind {
	const char *name;
	void (*release)(const struct umbra_object *object);
	unsigned int flags; /* UMBRA_KIND_* */
	unsigned int n_fields;
	const struct umbra_field *fields; /* that the domain may write in one */
	const char *structure; /* that the key points to, or NULL */
	unsigned long bytes;   /* of it; 0: it is nothing that is written */
	/* Where an object's memory lies and how much it is; NULL: at its key, see umbra_hold(). */
	unsigned long (*memory)(unsigned long key, const unsigned long *arg, unsigned long *bytes);
	/*
	 * Of a lock: does anybody hold it? Of a sealed kind: does the kernel use it right
	 * now? NULL: cannot be said.
	 */
	int (*used)(const struct umbra_object *object);
};

#define UMBRA_KIND_KEPT 1u /* survives recovery; the kernel calls the driver by it */
#define UMBRA_KIND_LOCK 2u /* lives in a frame, not in the tracker */
#define UMBRA_KIND_SEALED 4u /* the kernel's while it is tracked, in the driver's memory */
#define UMBRA_KIND_MEMORY 8u /* a device may write to it: outlives the restart */
#define UMBRA_KIND_SPINS 16u /* a lock, and preemption is off while it is held */
#define UMBRA_KIND_ONCE 32u /* a lock that a thread can take once */
#define UMBRA_KIND_PERCPU 64u /* each processor has a copy of its memory */

struct umbra_request; /* repeats.h */

/*
 * How a request is told from others by one argument of an entry. Constant; one
 * each that says something.
 */
struct umbra_asked {
	const char *name;
	/* UMBRA_ASKED_BY: describes argument @i of the words that the tap was given. */
	void (*by)(struct umbra_request *request, const unsigned long asked[], unsigned int i);
	unsigned int bytes; /* UMBRA_ASKED_BYTES */
	unsigned short how; /* UMBRA_ASKED_* */
	unsigned short held; /* 1 + its kind, if the driver may have given it away meanwhile */
};

enum {
	UMBRA_ASKED_VALUE,  /* the word itself */
	UMBRA_ASKED_OBJECT, /* which object it is, if that is one that survives a recovery */
	UMBRA_ASKED_BYTES,  /* what it points to */
	UMBRA_ASKED_TEXT,   /* the string that it points to */
	UMBRA_ASKED_BY,
};

/* Where an entry tap stands: constant, one per driver function. */
struct umbra_site {
	const char *function;  /* the driver's function */
	const char *interface; /* "net_device_ops.ndo_open", "request_irq.handler", "" */
	unsigned int flags;    /* UMBRA_SITE_* */
	/* Runs a recorded call again with its copied arguments, or NULL. */
	long (*replay)(void *object, void *const copied[]);
	struct umbra_domain *domain; /* whose function it is */
	/* Of an operation: by what one request is told from another. */
	const struct umbra_asked *asked;
	unsigned int n_asked;
};

#define UMBRA_SITE_PROXIED 1u /* the shadow answers until the driver is back */
#define UMBRA_SITE_HELD 2u    /* ... and while it settles, too (transmit) */
#define UMBRA_SITE_INIT 4u    /* module init */
#define UMBRA_SITE_EXIT 8u    /* module exit */
#define UMBRA_SITE_DEADLINE 16u /* a thread asleep in it for longer than the policy's deadline failed */
#define UMBRA_SITE_RELEASE 32u /* no driver's function: umbra.ko lets go of an object */
#define UMBRA_SITE_OPERATION 64u /* remembered apart from what comes with every packet */
#define UMBRA_SITE_RESULT 128u	 /* it has one, which is remembered */
#define UMBRA_SITE_VALUE 256u	 /* and its first number is */

#define UMBRA_FRAME_LOCKS 8

struct umbra_held {
	unsigned long key;
	unsigned int kind;
};

/*
 * What an entry tap saves so that a failure below can be unwound to it. On
 * the stack of the thread; linked through umbra_top(), innermost first.
 */
struct umbra_frame {
	/* Order known to umbra_save() (assembler), as are the places of site and caller. */
	unsigned long ip, sp, bp, bx, r12, r13, r14, r15;
	struct umbra_frame *prev;
	const struct umbra_site *site;
	unsigned long caller; /* whom the tap returns to */
	/* Raw preempt count at entry, and RCU's nesting: apart, or the compiler merges them. */
	int preempt __attribute__((__aligned__(8)));
	int rcu __attribute__((__aligned__(8)));
	unsigned int locks;  /* how many of held[] are in use */
	unsigned int n_given; /* of given[]; in domains with checks only */
	unsigned long flags; /* processor flags at entry */
	struct umbra_held held[UMBRA_FRAME_LOCKS];
	const struct umbra_given *given;
	unsigned long since, slept; /* when its loops were first looked at; how often it slept */
};

/*
 * The permission map's front, as inline checks see it. For each granule a word in a slot
 * that is found by the address: where the memory ends that may be written from there on
 * without a gap, at most UMBRA_REACH away. As two granules of one slot are twice as far
 * from each other, such a word tells by itself whose it is. The map behind it has all,
 * see runtime/permission_map.c.
 */
#define UMBRA_GRANULE 8ul
#define UMBRA_REACH_BITS 20 /* 2 MiB a domain; rarely do two granules want one slot */
#define UMBRA_REACH (1ul << UMBRA_REACH_BITS)
#define UMBRA_RUNS (2 * UMBRA_REACH / UMBRA_GRANULE)
#define UMBRA_NO_RUN (1ul << 63) /* no address is near it */

/* Behind the front: a bit for each granule, blocks of 64 in slots, told by tags. */
#define UMBRA_BLOCK 512ul
#define UMBRA_MAP_SLOTS (1ul << 14) /* 8 MiB without two blocks in one slot */

/* Arrays of the module's, so that each is a constant address to a check. */
struct umbra_map_front {
	unsigned long *runs;
	unsigned long *bits;
	unsigned long *tags; /* address of the block; 0: nobody's */
};

/**
 * UMBRA_MAP_LOOK - may @bytes be written? Seven instructions, however many they are
 * UMBRA_MAP_LOOK_MANY - the same of as many as is known at run time only; eight
 * @runs: the array at [run], as an operand
 * @no: one instruction, for when the front does not say that they may
 *
 * Assembler, as where it jumps is what it costs: over one call if all is well.
 * Operands: at, the address; slots: the mask of a run's place in the array;
 * bytes: 1 to UMBRA_REACH; run: scratch.
 */
#define UMBRA_MAP_FIND(runs)              \
	"movl %k[at], %k[run]\n\t"        \
	"andl %[slots], %k[run]\n\t"      \
	"movq " runs ", %q[run]\n\t"      \
	"subq %q[at], %q[run]\n\t"
#define UMBRA_MAP_LOOK(runs, no)          \
	UMBRA_MAP_FIND(runs)              \
	"subq %[bytes], %q[run]\n\t"      \
	"shrq %[reach], %q[run]\n\t"      \
	"jz 2f\n\t" no "\n"               \
	"2:\n\t"
#define UMBRA_MAP_LOOK_MANY(runs, no)     \
	UMBRA_MAP_FIND(runs)              \
	"cmpq %[most], %q[run]\n\t"       \
	"ja 1f\n\t"                       \
	"cmpq %q[bytes], %q[run]\n\t"     \
	"jae 2f\n"                        \
	"1:\t" no "\n"                    \
	"2:\n\t"
#define UMBRA_MAP_OPERANDS                                                   \
	[slots] "i"((int)(2 * UMBRA_REACH - UMBRA_GRANULE)),                 \
		[reach] "i"(UMBRA_REACH_BITS), [most] "i"((int)UMBRA_REACH)

/* The same in C. */
static inline __attribute__((__always_inline__)) int
umbra_map_quick(const struct umbra_map_front *front, unsigned long start, unsigned long bytes)
{
	unsigned long slot = start / UMBRA_GRANULE % UMBRA_RUNS;
	unsigned long reach = __atomic_load_n(&front->runs[slot], __ATOMIC_RELAXED) - start;

	return reach <= UMBRA_REACH && bytes <= reach;
}

#define UMBRA_RECENT 8
#define UMBRA_IO_PAGES 8

/* An entry that is over. */
struct umbra_over {
	const struct umbra_site *site;
	unsigned int result, value; /* UMBRA_SITE_RESULT, UMBRA_SITE_VALUE */
};

#define UMBRA_TRAIL 16 /* as many as one byte counts bytes of */

/*
 * The entries of a processor that were over last, for the report of a failure: a ring.
 * An interrupt in the midst of it, or another processor from then on, may cost one
 * entry its place.
 */
struct umbra_trail {
	struct umbra_over over[UMBRA_TRAIL];
};

enum { UMBRA_TRAIL_OPERATIONS, UMBRA_TRAIL_OTHERS, UMBRA_TRAILS };

/*
 * Frames made and gone on a processor. Two counts, for a thread may enter on one
 * processor and leave on another: who reads all that left first, and all that
 * entered then, never takes a thread that is inside for one that is not.
 */
struct umbra_inflight {
	unsigned long entered, dropped; /* dropped: gone otherwise than by umbra_leave() */
	/* Frames unlinked, in bytes of a trail: its lowest byte is the next one's place. */
	unsigned long left[UMBRA_TRAILS];
};

/*
 * A function that may be called by its address, as one of that type: an entry, or
 * the kernel's. Types are numbers that `umbra harden` has made of what a function
 * takes and gives; zero is none.
 */
struct umbra_callable {
	const void *function;
	unsigned long type;
};

struct umbra_targets;

/* A pointer in a structure: to a function, or to a constant structure in which there are some. */
struct umbra_target {
	const struct umbra_targets *in; /* the latter, or NULL */
	const char *field;
	unsigned int offset;
	unsigned int type; /* of the function */
	unsigned int maybe; /* or it is something else: no function, if it does not lead to code */
	const void *(*shown)(const void *pointer); /* by what is there: what the driver put there */
};

struct umbra_targets {
	const char *structure;
	const struct umbra_target *target;
	unsigned int n;
	unsigned int kernels; /* of it specs say what is sealed, field by field */
	unsigned int list; /* pointers to what the only target leads to, of which the last is NULL */
	const struct umbra_field *links; /* by which the kernel links it */
	unsigned int n_links;
};

/*
 * One wrapped module at run time. The taps file defines it, filling in the
 * constant part; umbra_domain_init() fills in the rest. The hot fields come
 * first and share a cache line.
 */
struct umbra_domain {
	int state;           /* enum umbra_state; written under the recovery lock */
	int gate;	     /* zero: passive, and no request is looked at; with state */
	struct umbra_inflight *inflight; /* per-CPU, the module's */
	struct umbra_trail *trails;	 /* per-CPU, umbra.ko's; UMBRA_TRAILS */
	struct umbra_bucket *buckets;
	unsigned long stamp; /* order of acquisition; races only blur the order */
	unsigned long own_text, own_bytes; /* code of the driver itself, or nothing */
	unsigned int slot_shift;   /* 32 - log2(number of slots) */

	/* Constant, from the taps file. */
	unsigned int abi; /* UMBRA_ABI the taps were generated for */
	unsigned int n_kinds;
	const char *name; /* KBUILD_MODNAME */
	const struct umbra_kind *kinds;
	void *module; /* THIS_MODULE */
	int (*init)(void);
	void (*exit)(void);

	void *control; /* umbra.ko's own part */

	/*
	 * Objects with memory that came last, by their stamps; any of them may be gone,
	 * races do no harm. Where to look first.
	 */
	struct umbra_object *recent[UMBRA_RECENT];

	/* Checks; zero in a domain without. */
	struct umbra_map_front map; /* the module's; NULLs: nothing is checked */
	unsigned long text, text_bytes; /* all code of the module */
	const struct umbra_callable *callables; /* what it, and the kernel for it, may call */
	unsigned int n_callables;
	unsigned long io_pages[UMBRA_IO_PAGES]; /* known to be a device's; its number */
};

#ifdef __KERNEL__
/* Zeroed, and none of the module's data: never granted, never restored. */
#define UMBRA_BESIDE_DATA(section) __attribute__((__section__(section ",\"aw\",@nobits#")))
#ifdef UMBRA_CHECKS
/* The taps define them. */
extern struct umbra_domain umbra_domain;
extern unsigned long umbra_map_runs[UMBRA_RUNS];
extern unsigned long umbra_map_bits[UMBRA_MAP_SLOTS], umbra_map_tags[UMBRA_MAP_SLOTS];
#define UMBRA_DOMAIN_MAP , .map = { umbra_map_runs, umbra_map_bits, umbra_map_tags }
#define UMBRA_BESIDE_MAP UMBRA_BESIDE_DATA(".umbra_map")
#define UMBRA_MAP_HERE                                             \
	unsigned long umbra_map_runs[UMBRA_RUNS] UMBRA_BESIDE_MAP, \
		umbra_map_bits[UMBRA_MAP_SLOTS] UMBRA_BESIDE_MAP,  \
		umbra_map_tags[UMBRA_MAP_SLOTS] UMBRA_BESIDE_MAP
#else
#define UMBRA_DOMAIN_MAP
#endif

/*
 * How many frames there are, by processor. The taps' own variable, for that
 * takes one instruction to count; files without taps leave it out.
 */
static DEFINE_PER_CPU(struct umbra_inflight, umbra_inflight_here) __attribute__((__unused__));
/* What every taps file says of its domain, first. */
#define UMBRA_DOMAIN_UNBORN                                              \
	.state = UMBRA_UNBORN, .gate = 1, .abi = UMBRA_ABI, .name = KBUILD_MODNAME, \
	.inflight = (struct umbra_inflight *)&umbra_inflight_here, .module = THIS_MODULE, \
	.buckets = umbra_buckets_here UMBRA_DOMAIN_MAP
#endif

#define UMBRA_HIDDEN_UNINIT __attribute__((__uninitialized__))

/*
 * Every tap is in this section, which is how `umbra verify` tells a tap from
 * the driver; no canary and no tracing, they are on every packet's path. They
 * are many and short: no room between two.
 */
#define UMBRA_TAP                                                \
	__attribute__((__section__(".text.umbra"), __noinline__, \
		       __no_instrument_function__,               \
		       __optimize__("no-stack-protector", "align-functions=1")))

/**
 * umbra_save() - make a frame: where this tap is, in what context, and the link
 * @frame: the tap's frame
 * @caller: whom the tap returns to
 * Returns 0, and 1 when unwound. In assembler; the greater part is umbra_open().
 * Context: any, counted as inside.
 */
int umbra_save(struct umbra_frame *frame, const struct umbra_site *site, unsigned long caller)
	__attribute__((__returns_twice__));
/* What umbra_save() ends in; returns 0. */
int umbra_open(struct umbra_frame *frame, const struct umbra_site *site);

/* Back from the driver, the frame still linked: everything as it was? */
void umbra_check_leaving(struct umbra_frame *frame);

/* Slow paths, in umbra.ko. Each says its context. */

/* Why a tap answers for the driver: `unwound` in the taps. */
enum {
	UMBRA_AWAY,    /* it is being restarted, or is dead */
	UMBRA_UNWOUND, /* it was entered and failed */
	UMBRA_REFUSED, /* it has failed on this request each time */
	UMBRA_ENTERS,  /* it is entered after all */
};

/**
 * umbra_admit() - may this call enter a domain whose gate is shut?
 * @frame: its frame, not yet filled in
 * @asked: the words that site->asked speaks of
 * Returns UMBRA_ENTERS, UMBRA_AWAY or UMBRA_REFUSED; if the last two, the thread
 * is counted as inside no more. Context: any.
 */
int umbra_admit(struct umbra_domain *domain, const struct umbra_site *site,
		struct umbra_frame *frame, const unsigned long asked[])
	__attribute__((__cold__));

/**
 * umbra_call_check() - a call tap of a domain that is not passive
 * Unwinds the thread (does not return) while nobody may be inside. Returns
 * non-zero if the shadow is to answer this call (the driver is being
 * restarted), zero if the call goes to the kernel.
 * Context: any.
 */
int umbra_call_check(struct umbra_domain *domain) __attribute__((__cold__));

/**
 * umbra_unwound() - second return of umbra_save(): put the thread's context
 * back as the frame saved it, start recovery if this is the first to notice.
 * @asked: as umbra_admit()'s
 * Context: that of the entry; returns in it.
 */
void umbra_unwound(struct umbra_frame *frame, const unsigned long asked[]);

/**
 * umbra_wait_passive() - the block strategy
 * Returns 0 when the driver is back, -ENODEV when it was given up, -EAGAIN in a context that
 * may not sleep, -EDEADLK if this thread is inside already. Context: process.
 */
int umbra_wait_passive(struct umbra_domain *domain);

/**
 * umbra_keep_object() - @object outlives its driver's failure
 * @kind: a constant string; with @owner and the name (printf's) it tells the object
 * from others. See kmod/umbra_class.h. Context: process.
 */
struct umbra_kept;
struct umbra_kept *umbra_keep_object(struct umbra_domain *domain, const char *kind, void *object,
				     void *owner, const char *name, ...)
	__attribute__((__format__(__printf__, 5, 6)));

/* The domain may write these bytes of it (three ranges, or fewer) as long as it is kept. Any context. */
void umbra_keep_grants(struct umbra_domain *domain, const void *object, const volatile void *start,
		       unsigned long bytes);

/* The driver puts functions into it: where. Any context. */
void umbra_keep_targets(struct umbra_domain *domain, const void *object,
			const struct umbra_targets *targets);

/* The kernel lets go of it. Any context. */
void umbra_forget_object(struct umbra_domain *domain, const void *object);

/* For the restarted driver: the oldest of them that it has not got yet, or NULL. */
void *umbra_claim_object(struct umbra_domain *domain, const char *kind, const void *owner,
			 const char *name, ...) __attribute__((__format__(__printf__, 4, 5)));

/* What the restarting driver finds: @object, but not one that it has yet to make again. */
void *umbra_made_again(struct umbra_domain *domain, void *object);

/* The newest of its kind that is kept for the device that this thread probes, or NULL. */
void *umbra_probed_object(struct umbra_domain *domain, const char *kind);

/*
 * Around a call that makes @device's devres manage what is to survive a recovery.
 * back: false if the domain does not probe it.
 * Context: process, in the device's probe.
 */
struct device;
void umbra_devres_aside(struct umbra_domain *domain, struct device *device);
_Bool umbra_devres_back(struct umbra_domain *domain, struct device *device);

/**
 * umbra_grant() - the domain may write these bytes from now on
 * umbra_revoke() - it may no more
 * Nothing to do for a domain without checks. Context: any.
 */
void umbra_grant(struct umbra_domain *domain, const volatile void *start, unsigned long bytes);
void umbra_revoke(struct umbra_domain *domain, const volatile void *start, unsigned long bytes);

/* What the kernel hands in for this call. Context: in the frame's tap. */
static inline __attribute__((__always_inline__)) void
umbra_give(struct umbra_frame *frame, const struct umbra_given *given, unsigned int n)
{
	frame->given = given;
	frame->n_given = n;
}

/* What the kernel's printf family writes into @size bytes: how many, its end too. */
unsigned long umbra_printed(unsigned long size, const char *format, __builtin_va_list list);
/* As vsscanf(), for what the driver may write. */
int umbra_sscanf(const char *from, const char *format, __builtin_va_list list);
/* As sysfs_emit() and sysfs_emit_at(). */
int umbra_sysfs_emit(char *to, const char *format, __builtin_va_list list);
int umbra_sysfs_emit_at(char *to, int at, const char *format, __builtin_va_list list);

/**
 * umbra_check_argument() - a call tap needs the driver to be allowed to write
 * @bytes at @start; a NULL is the function's own business
 * Does not return if it is not. Context: any.
 */
void umbra_check_argument(struct umbra_domain *domain, const char *function,
			  const volatile void *start, unsigned long bytes);

/*
 * What a driver owes the kernel when it calls and when it comes back; in taps of
 * domains with checks only. None returns if it finds a violation. Context: any.
 */
/*
 * A call gave up what the domain does not hold: no release found @key (zero
 * passes). Taps call it by way of umbra_far_not_held (save.S).
 * @unused: what save.S has in that register; @tap: an address in the tap
 */
struct umbra_owed {
	struct umbra_domain *domain;
	const char *function;
	unsigned int kind;
};
void umbra_not_held(const struct umbra_owed *owed, unsigned int unused, unsigned long key,
		    unsigned long tap);
/* The domain must hold @key, unless it is zero; or must not. */
void umbra_check_held(struct umbra_domain *domain, const char *function, unsigned int kind,
		      unsigned long key);
void umbra_check_absent(struct umbra_domain *domain, const char *function, unsigned int kind,
			unsigned long key);
/* If it holds it: what was captured first must be @from. */
void umbra_check_from(struct umbra_domain *domain, const char *function, unsigned int kind,
		      unsigned long key, unsigned long from);
/* Memory that the driver may write, or could if the kernel did not use it. */
void umbra_check_own_slow(struct umbra_domain *domain, const char *function,
			  const volatile void *start, unsigned long bytes);
/* An object of the kernel's that an inline will store to: constant, one each. */
struct umbra_stored {
	struct umbra_domain *domain;
	const char *function, *structure;
	unsigned int kind; /* likeliest */
	unsigned int bytes; /* if memory of the driver's will do as well; or 0 */
};
/*
 * The domain holds one of such at @key, was handed it, or it is memory of the driver's.
 * Taps call it by way of umbra_far_object (save.S).
 */
void umbra_look_object(const struct umbra_stored *stored, unsigned int unused, unsigned long key,
		       unsigned long tap);
/* A device of the driver's, or one that belongs to it: see kmod/principal.c. */
void umbra_check_bound(struct umbra_domain *domain, const char *function, const void *object,
		       const void *device);
/*
 * Memory of which no spec says whose it is: in use, and not known to be another's. NULL, and
 * what cannot be written at all, passes.
 */
void umbra_check_in_use(struct umbra_domain *domain, const char *function,
			const volatile void *start, unsigned long bytes);
void umbra_bad_index(struct umbra_domain *domain, const char *function, unsigned long index)
	__attribute__((__cold__));
/* Does what begins in an object of the domain's end in it? */
void umbra_check_read(struct umbra_domain *domain, const char *function,
		      const volatile void *start, unsigned long bytes);
/* Memory for a device to write to. */
void umbra_check_device_slow(struct umbra_domain *domain, const char *function,
			     const volatile void *start, unsigned long bytes);
/* I/O memory or ports, as mapped; or what the driver may write. */
void umbra_check_io_slow(struct umbra_domain *domain, const char *function,
			 const volatile void *start, unsigned long bytes);
/* A user's memory it is not: a kernel's address, or none. */
void umbra_not_user(struct umbra_domain *domain, const char *function,
		    const volatile void *start) __attribute__((__cold__));
/* A call that no spec knows gave this: the driver may give it back. */
void umbra_gift(struct umbra_domain *domain, const void *key);
void umbra_atomic_sleep(struct umbra_domain *domain, const char *function)
	__attribute__((__cold__));
void umbra_lock_held(struct umbra_domain *domain, const char *function, unsigned int kind,
		     unsigned long key) __attribute__((__cold__));
void umbra_bad_result(struct umbra_frame *frame, long result) __attribute__((__cold__));

/**
 * umbra_registered() - fields that are sealed once the object is the kernel's
 * @yes: non-zero seals, zero unseals. Context: any.
 */
void umbra_registered(struct umbra_domain *domain, unsigned int kind, unsigned long key, int yes);

/* A function, or a structure with some, that a call hands to the kernel: constant, one each. */
struct umbra_handed {
	struct umbra_domain *domain;
	const char *function, *parameter;
	const struct umbra_targets *targets; /* NULL: it is a function */
	unsigned int type;
	unsigned int stays; /* it does, whoever handed it over: what is wrong is taken out of it */
};

/**
 * umbra_look_handed() - may the kernel call what it finds there?
 * NULL, or of the type that belongs there and callable. In a structure only what is
 * the driver's to write is looked at. Does not return if it may not. Taps call it by
 * way of umbra_far_handed (save.S). Context: any.
 */
void umbra_look_handed(const struct umbra_handed *handed, unsigned int unused, unsigned long value,
		       unsigned long tap);

/**
 * umbra_waits_in() - somebody waits in what lies at @head, of a sealed kind
 * It is sealed until the driver writes there and nobody waits, if it is the driver's to write
 * (no stack, no object of the kernel's). Context: any.
 */
void umbra_waits_in(struct umbra_domain *domain, unsigned int kind, unsigned long head);

/**
 * umbra_handed_over() - the kernel may call what it finds there as long as @object is held
 * The words where it does are sealed, as far as they are the driver's. Context: any.
 */
void umbra_handed_over(struct umbra_domain *domain, const struct umbra_object *object,
		       const struct umbra_targets *targets, const volatile void *start);

/**
 * umbra_handed_to() - the same, as long as @object is kept (kmod/kept.c)
 * If it lies in that object itself: of what is there already; the driver may add some. Any context.
 */
void umbra_handed_to(struct umbra_domain *domain, const void *object,
		     const struct umbra_targets *targets, const volatile void *start);

/*
 * umbra_handed_again() - umbra_handed_over(), of what a restarted driver hands over for what it
 * holds already. Context: any.
 */
void umbra_handed_again(struct umbra_domain *domain, unsigned int kind, unsigned long key,
			const struct umbra_targets *targets, const volatile void *start);

/**
 * umbra_filling() - the kernel is about to call what the driver has put into objects (FILLED)
 * @live: one of them, or whose they are
 * umbra_filled(): it has succeeded, and what is there is sealed. Context: process.
 */
void umbra_filling(struct umbra_domain *domain, const char *function, const void *live);
void umbra_filled(struct umbra_domain *domain, const void *live);

/* A pointer that a call hands to the kernel: constant, one each. */
struct umbra_pointer {
	struct umbra_domain *domain;
	const char *function, *parameter;
	unsigned int flags; /* UMBRA_POINTER_* */
};

#define UMBRA_POINTER_EXISTS 1u /* NULL is bad, too */
#define UMBRA_POINTER_UNSEEN 2u /* may lead to a device's registers: not to be read */

/**
 * umbra_look() - may the kernel have this pointer?
 * Returns if it is NULL (unless that is said to be bad) or leads to mapped memory of
 * the kernel's; an error pointer, a user address, a non-canonical or an unmapped one
 * fails the driver here, not inside the kernel's function. With checks off it returns
 * always. Taps call it by way of umbra_far_look (save.S). Context: any.
 * @unused: what save.S has in that register; @tap: an address in the tap
 */
void umbra_look(const struct umbra_pointer *pointer, unsigned int unused, unsigned long value,
		unsigned long tap);

/**
 * umbra_deadline_entered() - a thread has entered an operation that has a deadline
 * From now on it is looked for, until nobody is inside. Context: any.
 */
void umbra_deadline_entered(struct umbra_domain *domain);

/**
 * umbra_record() - put a configuring call into the domain's log
 * @site: the entry; its replay runs the call again
 * @object: first argument of the entry (the device); key with @subkey: a
 *	later record of the same key replaces the earlier one
 * @copied: arguments to copy, @sizes bytes each, @n of them
 * Context: any. A record that finds no memory is counted and missing.
 */
void umbra_record(struct umbra_domain *domain, const struct umbra_site *site, void *object,
		  unsigned long subkey, const void *const copied[], const unsigned int sizes[],
		  unsigned int n);

/**
 * umbra_forget() - a call that undoes the recorded one of its key: it is no more
 * Arguments as for umbra_record(). Context: any.
 */
void umbra_forget(struct umbra_domain *domain, const struct umbra_site *site, void *object,
		  unsigned long subkey);

/**
 * umbra_domain_init() - the taps' module_init
 * Registers the domain, copies the module's data, runs the driver's init.
 * Returns what init returned, -EPROTO for taps of another ABI. Context: process.
 */
int umbra_domain_init(struct umbra_domain *domain);
/* The taps' module_exit: the driver's exit, then whatever it left behind. */
void umbra_domain_exit(struct umbra_domain *domain);

#ifdef __KERNEL__
/*
 * The innermost frame of this thread. It lives in the word above
 * STACK_END_MAGIC of the current task's stack, zero in every new task: a
 * per-task variable that needs no patch, no lock and no hash. Interrupts
 * borrow the slot of the task they interrupt; they nest, so the list stays
 * last-in first-out.
 */
static __always_inline struct umbra_frame **umbra_top(void)
{
	return (struct umbra_frame **)current->stack + 1;
}

static __always_inline void umbra_frame_context(struct umbra_frame *frame)
{
	asm volatile("pushfq; popq %0" : "=m"(frame->flags) : : "memory");
	asm("movl " __percpu_arg(1) ", %k0" : "=r"(frame->preempt) : "m"(__preempt_count));
	frame->rcu = current->rcu_read_lock_nesting;
}

#define umbra_inflight_inc(count) this_cpu_inc(umbra_inflight_here.count)

/* A word of what is noted at @at. The address is written out: GCC would first work it out. */
#define umbra_over_store(store, at, trail, member, word)                                 \
	asm volatile(store " %1, " __percpu_prefix "%c2(%q0)"                            \
		     :                                                                   \
		     : "r"(at), "re"(word),                                              \
		       "i"((trail) * sizeof(struct umbra_trail) +                        \
			   offsetof(struct umbra_over, member))                          \
		     : "memory")

/* Counts a frame out, and says what it was for: three to five instructions more. */
static __always_inline void umbra_over(unsigned int trail, const struct umbra_site *site,
				       unsigned int result, unsigned int value)
{
	unsigned long at;

	asm volatile("movzbl " __percpu_arg(1) ", %k0"
		     : "=r"(at)
		     : "m"(*(u8 *)&umbra_inflight_here.left[trail]));
	at += (unsigned long)site->domain->trails;
	umbra_over_store("movq", at, trail, site, site);
	if (site->flags & UMBRA_SITE_RESULT)
		umbra_over_store("movl", at, trail, result, result);
	if (site->flags & UMBRA_SITE_VALUE)
		umbra_over_store("movl", at, trail, value, value);
	this_cpu_add(umbra_inflight_here.left[trail], sizeof(struct umbra_over));
}

/*
 * Slow paths as the taps call them: by way of save.S, which keeps every
 * register but the result's. A fast path then has nothing to save for the
 * sake of a call that it does not make. Context: as the function's.
 */
void umbra_far_track(void);
void umbra_far_untrack(void);
void umbra_far_check(void);
/* The same of checks, see UMBRA_CHECKS_HERE. */
void umbra_far_write(void);
void umbra_far_large(void);
void umbra_far_many(void);
void umbra_far_poll(void);
void umbra_far_look(void);
void umbra_far_not_held(void);
void umbra_far_object(void);
void umbra_far_handed(void);

#define umbra_far(function, domain, kind, key)                                     \
	({                                                                         \
		unsigned long umbra_word = (unsigned long)(key);                   \
		register unsigned long umbra_kind_word __asm__("r10") = (kind);    \
		register struct umbra_domain *umbra_of __asm__("r11") = (domain);  \
		asm volatile("call " #function                                     \
			     : "+a"(umbra_word), ASM_CALL_CONSTRAINT               \
			     : "r"(umbra_kind_word), "r"(umbra_of)                 \
			     : "memory", "cc");                                    \
		umbra_word;                                                        \
	})
/* The same about the taps' own domain, of which there is one in most taps. */
#define umbra_call_check_far(domain)                                                \
	({                                                                          \
		int umbra_answer;                                                   \
		asm volatile("call umbra_away"                                      \
			     : "=a"(umbra_answer), ASM_CALL_CONSTRAINT              \
			     : : "r11", "memory", "cc");                            \
		umbra_answer;                                                       \
	})
#define UMBRA_TAPS_HERE                                                             \
	asm(".pushsection .text.umbra, \"ax\", @progbits\n"                          \
	    ".type umbra_away, @function\n"                                         \
	    "umbra_away:\n\t"                                                       \
	    "leaq umbra_domain(%rip), %r11\n\t"                                     \
	    "jmp umbra_far_check\n\t"                                               \
	    ".size umbra_away, . - umbra_away\n"                                    \
	    ".popsection");                                                         \
	struct umbra_bucket umbra_buckets_here[1ul << UMBRA_TRACKER_ORDER]          \
		UMBRA_BESIDE_DATA(".umbra_slots")
/* With what is constant about the place instead of a domain. */
#define umbra_far_about(function, about, value)                                     \
	do {                                                                        \
		unsigned long umbra_word = (unsigned long)(value);                  \
		register const void *umbra_of __asm__("r11") = (about);             \
		asm volatile("call " #function                                      \
			     : "+a"(umbra_word), ASM_CALL_CONSTRAINT                \
			     : "r"(umbra_of)                                        \
			     : "memory", "cc");                                     \
	} while (0)
#define umbra_look_far(pointer, value) umbra_far_about(umbra_far_look, pointer, value)

#else
struct umbra_frame **umbra_top(void);
void umbra_frame_context(struct umbra_frame *frame);
extern struct umbra_inflight umbra_inflight_here;
#define umbra_inflight_inc(count) \
	((void)__atomic_add_fetch(&umbra_inflight_here.count, 1, __ATOMIC_RELAXED))

static inline void umbra_over(unsigned int trail, const struct umbra_site *site,
			      unsigned int result, unsigned int value)
{
	unsigned long *left = &umbra_inflight_here.left[trail];

	site->domain->trails[trail].over[(unsigned char)*left / sizeof(struct umbra_over)] =
		(struct umbra_over){ site, result, value };
	*left += sizeof(struct umbra_over);
}

#define umbra_call_check_far umbra_call_check
#define umbra_look_far(pointer, value) umbra_look(pointer, 0, (unsigned long)(value), 0)
#endif

/* Read anew each time, and as a compare with memory: GCC would load it first. */
static inline __attribute__((__always_inline__)) int umbra_is_zero(const int *word)
{
	__asm__ goto("cmpl $0, %0\n\tjne %l[other]" : : "m"(*word) : "cc" : other);
	return 1;
other:
	return 0;
}

/* Has recovery begun? */
static inline __attribute__((__always_inline__)) int umbra_passive(struct umbra_domain *domain)
{
	return likely(umbra_is_zero(&domain->state));
}

/* The same for who enters: nobody is to be looked at, either. */
static inline __attribute__((__always_inline__)) int umbra_gate_open(struct umbra_domain *domain)
{
	/*
	 * Counted before the gate is read: recovery shuts it, then sums the
	 * counts (umbra_leave() pairs with it).
	 */
	umbra_inflight_inc(entered);
	__asm__ volatile("" : : : "memory");
	return likely(umbra_is_zero(&domain->gate));
}

/* Arguments as words, on the stack; made only where a tap has left its fast path. */
#define umbra_words(...) ((const unsigned long[]){ __VA_ARGS__ })

/**
 * umbra_enter() - enter the driver; false if the tap has to answer for it
 * @unwound: set to why: UMBRA_AWAY, as it is before, UMBRA_UNWOUND or UMBRA_REFUSED
 * @asked: umbra_words() of the arguments that site->asked speaks of, or NULL
 *
 * A macro, for umbra_save() returns twice and may not be inlined.
 */
#define umbra_enter(domain, frame, site, unwound, asked)                                    \
	((umbra_gate_open(domain) ||                                                        \
	  ((unwound) = umbra_admit(domain, site, frame, asked)) == UMBRA_ENTERS) &&         \
	 (likely(!umbra_save(frame, site, (unsigned long)__builtin_return_address(0))) ||    \
	  (umbra_unwound(frame, asked), (unwound) = UMBRA_UNWOUND, 0)))

/**
 * umbra_leave() - back from the driver
 * @site: the entry's; a constant
 * @result, @value: what it gave and was asked, or zero: see its flags
 */
static inline __attribute__((__always_inline__)) void
umbra_leave(struct umbra_frame *frame, const struct umbra_site *site, unsigned int result,
	    unsigned int value)
{
	__asm__ volatile("" ::: "memory");
	*umbra_top() = frame->prev;
	if (site->flags & UMBRA_SITE_OPERATION)
		umbra_over(UMBRA_TRAIL_OPERATIONS, site, result, value);
	else
		umbra_over(UMBRA_TRAIL_OTHERS, site, result, value);
}

#ifdef __KERNEL__
/* The same for entries that need not be fast: one for all of a module's. */
static __attribute__((__unused__)) UMBRA_TAP void
umbra_leave_seldom(struct umbra_frame *frame, const struct umbra_site *site, unsigned int result,
		   unsigned int value)
{
	umbra_leave(frame, site, result, value);
}
#endif

/* True when the call is the shadow's. Never returns into a driver that failed. */
static inline __attribute__((__always_inline__)) int umbra_shadowed(struct umbra_domain *domain)
{
	return !umbra_passive(domain) && umbra_call_check_far(domain);
}

#include "umbra_objects.h"

/* A lock taken in the driver: released if the thread is unwound. */
static inline __attribute__((__always_inline__)) void umbra_lock_taken(unsigned int kind,
								       unsigned long key)
{
	struct umbra_frame *frame = *umbra_top();

	if (likely(frame)) {
		unsigned int n = frame->locks++;

		if (likely(n < UMBRA_FRAME_LOCKS)) {
			frame->held[n].key = key;
			frame->held[n].kind = kind;
		}
	}
}

void umbra_lock_dropped_slow(struct umbra_frame *frame, unsigned int kind, unsigned long key) __attribute__((__cold__));

static inline __attribute__((__always_inline__)) void umbra_lock_dropped(unsigned int kind,
									 unsigned long key)
{
	struct umbra_frame *frame = *umbra_top();

	if (likely(frame && frame->locks && frame->locks <= UMBRA_FRAME_LOCKS &&
		   frame->held[frame->locks - 1].key == key))
		frame->locks--;
	else if (frame)
		umbra_lock_dropped_slow(frame, kind, key);
}

#ifdef __KERNEL__
/* The call may sleep. */
static __always_inline void umbra_check_sleep(struct umbra_domain *domain, const char *function)
{
	if (unlikely(preempt_count() || irqs_disabled() || rcu_preempt_depth()))
		umbra_atomic_sleep(domain, function);
}

/* It will wait for ever if a frame of this stack has the lock. */
static __always_inline void umbra_check_lock(struct umbra_domain *domain, const char *function,
					     unsigned int kind, unsigned long key)
{
	struct umbra_frame *frame = *umbra_top();

	if (unlikely(frame && (frame->locks || frame->prev)))
		umbra_lock_held(domain, function, kind, key);
}

static __always_inline void umbra_check_own(struct umbra_domain *domain, const char *function,
					    const volatile void *start, unsigned long bytes)
{
	if (unlikely(!umbra_map_quick(&domain->map, (unsigned long)start, bytes)))
		umbra_check_own_slow(domain, function, start, bytes);
}

/* A register: in a page that was one's last time, or looked up. */
static __always_inline void umbra_check_io(struct umbra_domain *domain, const char *function,
					   const volatile void *start, unsigned long bytes)
{
	unsigned long page = (unsigned long)start / PAGE_SIZE;

	if (unlikely(READ_ONCE(domain->io_pages[page % UMBRA_IO_PAGES]) != page || bytes > 8))
		umbra_check_io_slow(domain, function, start, bytes);
}

/**
 * umbra_freeing() - memory goes of which a device must not be told to write any more
 * @bytes: how many; 0: as many as it was allocated with. Context: any.
 */
void umbra_freeing(struct umbra_domain *domain, const char *function, const void *start,
		   unsigned long bytes);

/* The same of what @start points to, where that may be: of packets most may not. */
static __always_inline void umbra_freeing_if(struct umbra_domain *domain, int may,
					     const char *function, unsigned char *const *start)
{
	if (unlikely(may))
		umbra_freeing(domain, function, *start, 0);
}

/* A device will write there: most likely to the memory that came last. */
static __always_inline void umbra_check_device(struct umbra_domain *domain, const char *function,
					       const volatile void *start, unsigned long bytes)
{
	const struct umbra_object *object = domain->recent[domain->stamp % UMBRA_RECENT];
	unsigned long room;

	if (bytes && unlikely(__builtin_sub_overflow(object->span, bytes, &room) ||
			      (unsigned long)start - object->key > room))
		umbra_check_device_slow(domain, function, start, bytes);
}
#endif

/* In a call tap whose umbra_untrack() said no. */
#define umbra_missing(of, called, kind_of, key_of)                                           \
	do {                                                                                 \
		static const struct umbra_owed umbra_about = { .domain = (of),              \
							       .function = (called),         \
							       .kind = (kind_of) };          \
		umbra_far_about(umbra_far_not_held, &umbra_about, key_of);                   \
	} while (0)

/*
 * In a call tap: umbra_look() at an argument. Short, for most taps have some; slow, for
 * what is called with every packet is not looked at (PASSES): a fault in it is caught.
 */
#define umbra_check_pointer(called, name, argument, how)                                     \
	do {                                                                                 \
		static const struct umbra_pointer umbra_argument = {                         \
			.domain = &umbra_domain, .function = (called), .parameter = (name), \
			.flags = (how)                                                       \
		};                                                                           \
		umbra_look_far(&umbra_argument, argument);                                   \
	} while (0)

/* In a call tap: umbra_look_object(). Eight instructions if it is in its place. */
#define umbra_check_object(of_domain, called, kind_of, name, object, size)                   \
	do {                                                                                 \
		static const struct umbra_stored umbra_about = {                             \
			.domain = (of_domain), .function = (called), .structure = (name),    \
			.kind = (kind_of), .bytes = (size)                                   \
		};                                                                           \
		if (unlikely(!umbra_in_its_place(of_domain, kind_of, (unsigned long)(object)))) \
			umbra_far_about(umbra_far_object, &umbra_about, object);             \
	} while (0)

#define umbra_check_below(domain, function, index, count)                    \
	do {                                                                 \
		unsigned long umbra_index = (index);                         \
		if (unlikely(umbra_index >= (unsigned long)(count)))         \
			umbra_bad_index(domain, function, umbra_index);      \
	} while (0)

/* In a call tap: umbra_look_handed(). */
#define umbra_check_handed(called, argument, where, type_of)                                 \
	do {                                                                                 \
		static const struct umbra_handed umbra_about = {                             \
			.domain = &umbra_domain, .function = (called), .parameter = #argument, \
			.targets = (where), .type = (type_of)                                \
		};                                                                           \
		umbra_far_about(umbra_far_handed, &umbra_about, argument);                   \
	} while (0)

/**
 * umbra_from_driver() - was this tap called by the driver itself?
 * Then its caller would be as dead as its callee, and a frame of no use.
 */
static inline __attribute__((__always_inline__)) int umbra_from_driver(struct umbra_domain *domain)
{
	return (unsigned long)__builtin_return_address(0) - domain->own_text < domain->own_bytes;
}

/* Did the call give the driver the object? */
#define umbra_ok_pointer(p) ((unsigned long)(p)-1 < -4096ul)
#define umbra_ok_int(r) ((r) >= 0)

/* In the driver's source: lets the taps reach a static function of that file. */
#define UMBRA_ENTRY(function) UMBRA_ENTRY_AS(function, function)
/* The same under another name, where two files use one name. */
#define UMBRA_ENTRY_AS(function, name) \
	extern __typeof__(function) umbra_fn_##name __attribute__((__alias__(#function)))

/*
 * A file of a helper, a module that was joined into the one it serves (Kbuild
 * names it): its parameters are HELPER.NAME, as if it were built into the
 * kernel, for the other module may have some of the same names.
 */
#ifdef UMBRA_HELPER
#include <linux/module.h>
#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX UMBRA_HELPER "."
#undef MODULE_PARM_DESC
#define MODULE_PARM_DESC(name, text) \
	__MODULE_INFO(parm, name, MODULE_PARAM_PREFIX #name ":" text)
#undef __MODULE_PARM_TYPE
#define __MODULE_PARM_TYPE(name, text) \
	__MODULE_INFO(parmtype, name##type, MODULE_PARAM_PREFIX #name ":" text)
/* Both modules' are the one's, and may have one name: modpost reads local symbols, too. */
#undef MODULE_DEVICE_TABLE
#define MODULE_DEVICE_TABLE(type, name)                             \
	static typeof(name) __mod_##type##__##name##_device_table   \
		__attribute__((used, alias(__stringify(name))))
#endif

/**
 * umbra_sealed() - where a store to a sealed field goes
 * Returns @field when the thread may write it, scratch memory of @size bytes
 * (at most 256) while the domain is being restarted. Context: any.
 */
void *umbra_sealed(void *field, unsigned long size);
#define UMBRA_SEALED(lvalue) (*(__typeof__(&(lvalue)))umbra_sealed(&(lvalue), sizeof(lvalue)))
/* A pointer that is compared, as the driver left it: a shadow's may be in its place. */
#define UMBRA_SHOWN(function, pointer) ((__typeof__(pointer))function(pointer))

/*
 * Checks: what the rewriter puts around the stores, indirect calls and loops of
 * a driver that is hardened with --checks=all. A check that fails does not
 * return: the thread unwinds to its entry tap.
 */

/* Where a check stands that is no inline look into the map: constant, one each. */
struct umbra_check {
	struct umbra_domain *domain;
	const char *what; /* the store's address, the called expression: as in the source */
	unsigned long bytes; /* of a call: the function's type */
};

/* Where an inline look stands. In section .umbra_checks, which umbra.ko sorts. */
struct umbra_look {
	unsigned long after; /* its call's return address */
	const char *what;    /* the store's address, as in the source */
	unsigned long bytes;
};

/* @index is outside of the array of check->bytes elements; returns only if checks are off. */
void umbra_check_index(unsigned long index, const struct umbra_check *check)
	__attribute__((__cold__));
/* Is @function an entry of the module's, or one it may call? Context: any. */
void umbra_check_call(const void *function, const struct umbra_check *check);

#endif /* UMBRA_H */
