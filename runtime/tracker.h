/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tracker.h - the object tracker: every kernel object that a domain holds.
 *
 * A multiset of (kind, key). umbra_track() and umbra_untrack() of umbra.h are
 * its fast paths; here is what they fall back to, and what recovery does.
 */
#ifndef UMBRA_TRACKER_H
#define UMBRA_TRACKER_H

#include "platform.h"
#include "umbra.h"

/* Marks a slot that is being filled or emptied; no object has this key. */
#define UMBRA_KEY_BUSY (~0ul)
/* The kind of an empty slot, so that half-filled ones match nothing. */
#define UMBRA_KIND_NONE (~0u)

#define UMBRA_OVERFLOW_LISTS 64
/* Objects that one pass over the tracker puts in order. */
#define UMBRA_TRACKER_PICKS 256

struct umbra_overflow {
	struct umbra_object object;
	struct umbra_overflow *next;
};

struct umbra_pick {
	struct umbra_object *object;
	unsigned long stamp;
};

struct umbra_tracker {
	umbra_spinlock_t lock;
	struct umbra_overflow *overflow[UMBRA_OVERFLOW_LISTS]; /* lock; by hash of the key */
	struct umbra_overflow *unused;	 /* lock; emptied entries, freed only by destroy */
	unsigned long n_overflow;	 /* written under lock, read without */
	unsigned long lost;		 /* atomic; objects that found no memory */
	struct umbra_pick *picks;	 /* exchanged: NULL while an ordered walk uses it */
	struct umbra_pick *picks_memory; /* constant after init */
	struct umbra_bucket *buckets;	 /* the domain's, if it brought none */
	struct umbra_object spare;	 /* scratch for lost objects; never read */
};

/**
 * umbra_tracker_init() - empty tracker of 2^@order buckets of UMBRA_BUCKET_SLOTS objects
 * @order: 1 to 20; a bucket takes 128 bytes
 * Fills in the domain's slot_shift, and its buckets if it has none of its own; these are
 * zeroed. domain->control must point to the domain's struct umbra_core.
 * Returns 0, -EINVAL, -ENOMEM. Context: process, before the driver's init.
 */
int umbra_tracker_init(struct umbra_domain *domain, unsigned int order);

/* Forget everything, free the memory. Context: process, nobody inside. */
void umbra_tracker_destroy(struct umbra_domain *domain);

/**
 * umbra_tracker_kind() - index of the kind called @name
 * Returns -ENOENT if the domain's taps have no such kind. Context: any.
 */
int umbra_tracker_kind(const struct umbra_domain *domain, const char *name);

/**
 * umbra_tracker_find() - the tracked object, or NULL. Context: any.
 */
struct umbra_object *umbra_tracker_find(struct umbra_domain *domain, unsigned int kind,
					unsigned long key);

/**
 * umbra_tracker_is() - is an object with that key tracked, of a kind of which @is says so?
 * Looks where @key would be only. @is may not track. Context: any.
 */
bool umbra_tracker_is(struct umbra_domain *domain, unsigned long key,
		      bool (*is)(const struct umbra_kind *kind, const void *data), const void *data);

/**
 * umbra_tracker_next() - objects of one kind, oldest first
 * @after: NULL for the oldest, else what the last call returned
 * Each call scans the tracker; made for the few kept objects.
 * Returns NULL at the end. Context: any.
 */
struct umbra_object *umbra_tracker_next(struct umbra_domain *domain, unsigned int kind,
					const struct umbra_object *after);

/* @object: a copy of what was in @slot a moment ago; its kind is one of the domain's. */
typedef int umbra_tracker_visit(struct umbra_object *slot, struct umbra_object *object, void *data);

/**
 * umbra_tracker_newest_first() - call @visit for every object
 * @visit: may sleep, may track and untrack; objects gone by their turn are
 *	left out, objects tracked since are not visited. Non-zero stops.
 * Returns what the last @visit returned, 0 without any. Allocates nothing: a
 * pass over the tracker for each 256 objects. Context: process, while the
 * domain is not passive (otherwise what is visited is a blurred picture).
 */
int umbra_tracker_newest_first(struct umbra_domain *domain, umbra_tracker_visit *visit, void *data);

/**
 * umbra_tracker_release() - release what is not kept, newest first
 * @keep: or NULL; true keeps an object besides those of UMBRA_KIND_KEPT and
 *	those with UMBRA_OBJECT_KEPT
 * An object leaves the tracker before its release function runs, which may
 * sleep and may itself untrack or drop others.
 * Returns how many were released. Context: process, nobody inside.
 */
unsigned long umbra_tracker_release(struct umbra_domain *domain,
				    bool (*keep)(const struct umbra_object *object, void *data),
				    void *data);

/**
 * umbra_tracker_drop_range() - forget all objects whose key is in [@start, @end)
 * For memory that went away together with what was in it (timers, work). No
 * release function runs. Scans the tracker.
 * Returns how many. Context: any.
 */
unsigned long umbra_tracker_drop_range(struct umbra_domain *domain, unsigned long start,
				       unsigned long end);

/* Forget all objects of a kind; returns how many. Context: any. */
unsigned long umbra_tracker_drop_kind(struct umbra_domain *domain, unsigned int kind);

/**
 * umbra_tracker_count() - how many objects of each kind
 * @counts: of domain->n_kinds, or NULL
 * Returns the sum. Context: any; exact only while nobody is inside.
 */
unsigned long umbra_tracker_count(struct umbra_domain *domain, unsigned long counts[]);

/* Objects that found no memory, ever. */
unsigned long umbra_tracker_lost(const struct umbra_domain *domain);

#endif /* UMBRA_TRACKER_H */
