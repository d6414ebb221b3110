/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * umbra_class.h - between umbra.ko and a shadow class.
 *
 * A class registers its callbacks once; they run for every domain, in the
 * order of a recovery. A class that has nothing for a domain does nothing.
 */
#ifndef UMBRA_CLASS_H
#define UMBRA_CLASS_H

#include <linux/rculist.h>
#include <linux/string.h>
#include <linux/types.h>

struct umbra_domain;

/*
 * What outlives its driver's failure. A spec's KEEPS makes one, or a class that has
 * more to say of the object than fits: in a struct of its own, as the member `kept`.
 */
struct umbra_kept {
	struct umbra_domain *domain;
	const char *kind;	/* a constant string */
	void *object;
	void *owner;		/* the device or object for which it was made */
	char name[56];		/* tells it from others of its kind and owner */
	bool claimed;		/* since the failure, until the driver is back */
	unsigned long replayed;	/* up to there, of the configuration log */
	void (*gone)(struct umbra_kept *kept); /* frees what it is a part of; NULL: it is alone */
	unsigned long data;	/* the class's */
	struct {
		const volatile void *start;
		unsigned long bytes;
	} granted[4];		/* of it the driver may write */
	const struct umbra_targets *targets; /* where in it the driver puts functions, or NULL */
	struct {
		const void *field;	/* sealed, and the class's own pointer is in it: */
		void *place;		/* where a restarting driver's store to it goes instead */
	} stands_in[2];
	struct list_head node;	/* of its domain, oldest first */
	struct rcu_head rcu;	/* to free it by, as readers may see it for a grace period */
};

/**
 * umbra_keep() - @object is kept from now on; @kept is a part of a zeroed struct of the class's
 * @kind: a constant string
 * @gone: the kernel has let go of it, and nobody finds it any more: free the struct,
 *	after a grace period. In umbra_keep_no_more()'s context.
 * Context: process.
 */
void umbra_keep(struct umbra_domain *domain, struct umbra_kept *kept, const char *kind,
		void *object, void *owner, void (*gone)(struct umbra_kept *kept));

/* The kernel lets go of the object, or of an owner and so of all that was its. Any context. */
void umbra_keep_no_more(struct umbra_kept *kept);
void umbra_keep_none_of(struct umbra_domain *domain, const void *owner);

/* Or NULL. Any context, while none is made or lost. */
struct umbra_kept *umbra_kept_find(struct umbra_domain *domain, const void *object);

/**
 * umbra_kept_claim() - the restarted driver makes one of this kind, owner and name
 * Returns the oldest that was not claimed since the failure, or NULL. Context: process.
 */
struct umbra_kept *umbra_kept_claim(struct umbra_domain *domain, const char *kind,
				    const void *owner, const char *name);

/* All of one kind, in structs of a class: under rcu_read_lock(), or while none is made or lost. */
#define for_each_kept(each, of_domain, of_kind)                               \
	list_for_each_entry_rcu(each, umbra_kept(of_domain), kept.node, true) \
		if (!strcmp((each)->kept.kind, of_kind))
/* The same for those that are alone. */
#define for_each_kept_object(each, of_domain, of_kind)                   \
	list_for_each_entry_rcu(each, umbra_kept(of_domain), node, true) \
		if (!strcmp((each)->kind, of_kind))
struct list_head *umbra_kept(struct umbra_domain *domain);

/* What a class does about one kind of what is kept: each is called for every one there is. */
struct umbra_kept_kind {
	const char *name;
	/* What configured each is replayed, after restore(); and, when taps are passive,
	 * what was queued meanwhile. Unless the driver has not made it again. */
	bool replayed;
	/* The domain has just failed; its devices still run. Any context, once a failure or
	 * more often: may not sleep. */
	void (*failed)(struct umbra_kept *kept);
	/* Nobody is inside any more; objects are released next. Process context. */
	void (*stopped)(struct umbra_kept *kept);
	/* The driver's init ran again: reopen, replay. Process context, in the
	 * recovery thread, whose calls enter the driver. Returns 0 or -errno. */
	int (*restore)(struct umbra_kept *kept);
	/* Taps are passive again: release what waited. Process context. */
	void (*resumed)(struct umbra_kept *kept);
	/* The device is given up: take it down for good. Process context. */
	void (*gave_up)(struct umbra_kept *kept);
};

struct umbra_class {
	const char *name;
	/* Of these kinds the restarted driver must have made each again, in this order,
	 * which is waited for: a probe may go on in a work item. NULL ends them. */
	const char *const *demands;
	/* One after another; NULL ends them. */
	const struct umbra_kept_kind *const *kinds;
	/* Around all restore(), and until operations reach the driver again: a change
	 * comes before, and is replayed, or after, and is made. Process context. */
	void (*lock)(void);
	void (*unlock)(void);
	/* May the taps go passive? Process context; umbra_class_settled() asks again. */
	bool (*settled)(struct umbra_domain *domain);
	struct list_head node; /* umbra.ko's */
};

int umbra_class_register(struct umbra_class *shadow);
void umbra_class_unregister(struct umbra_class *shadow);

/**
 * umbra_class_joined() - the class stands for a device of the domain
 * From the first on, its policy is that of the class. Context: process.
 */
void umbra_class_joined(struct umbra_class *shadow, struct umbra_domain *domain);

/* The class's answer to settled() may have changed. Any context. */
void umbra_class_settled(struct umbra_domain *domain);

/**
 * umbra_class_fail() - the class has seen that the driver fails
 * @what: how, a constant string; it names the detector in the failure line
 * The thread goes on; one of the driver's unwinds at its next call tap.
 * Context: any; no lock that failed() takes.
 */
void umbra_class_fail(struct umbra_domain *domain, const char *what);

/* The recovery thread of @domain? Its calls are the runtime's own. Any context. */
bool umbra_recovering_here(struct umbra_domain *domain);

/*
 * Is the driver away, to whoever asks? What a spec names, a tap has asked already;
 * what a class calls by itself (the kernel's tables of a driver's operations), it asks.
 * Any context.
 */
bool umbra_away(struct umbra_domain *domain);

/**
 * umbra_refused_here() - was a call that the recovery thread just made refused?
 * For it had failed the driver each time (repeat.c): a setting to be passed
 * over. True once for each. Context: the recovery thread.
 */
bool umbra_refused_here(struct umbra_domain *domain);

/* The device that this thread is probing for the domain, or NULL. Any context. */
struct device *umbra_principal(struct umbra_domain *domain);

/**
 * umbra_device_was_reset() - did recovery reset @device, or did nobody?
 * A device that was not may still do what the failed driver had told it, until
 * the restarted driver stops it by its own means. Context: process.
 */
bool umbra_device_was_reset(struct umbra_domain *domain, const struct device *device);

/* A moment in the domain's configuration log: what is recorded later comes after. Any context. */
unsigned long umbra_records(struct umbra_domain *domain);

/**
 * umbra_managed_keep() - the kernel has pointers into managed memory of the driver's
 * @memory: its start; it stays where it is until umbra_managed_unkeep(), and the
 *	restarted driver gets it when it asks for as much: as zeroed memory, but
 *	for the first @bytes, which are the kernel's.
 * Returns how much memory there is, 0 if it is not the domain's. Context: process.
 */
size_t umbra_managed_keep(struct umbra_domain *domain, void *memory, size_t bytes);
void umbra_managed_unkeep(struct umbra_domain *domain, void *memory);

/**
 * umbra_replay() - run the configuring calls of @object again, oldest first
 * @after, @last: those recorded after the one moment, up to the other
 * In a class's restore(), under the locks the calls need. Context: process.
 * A call that fails is named in the log and passed over.
 */
void umbra_replay(struct umbra_domain *domain, void *object, unsigned long after,
		  unsigned long last);

/**
 * umbra_recorded() - what a configuring call of @object was last made with
 * @interface, @key: "ethtool_ops.set_ringparam", and the key its spec gives
 * @index: which of its copied arguments; at most @size bytes go to @out
 * Returns the argument's size, or -errno if none is recorded. Context: any.
 */
int umbra_recorded(struct umbra_domain *domain, const void *object, const char *interface,
		   unsigned long key, unsigned int index, void *out, unsigned int size);

#endif
