// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracker.c - the object tracker: every kernel object that a domain holds.
 *
 * The rule it upholds: what was tracked and not untracked is found by
 * recovery, or counted as lost; nothing is ever released twice.
 *
 *   buckets (2^order)   overflow[64]
 *   ┌──────┬──────┐     ┌───┐   ┌───────┐   ┌───────┐
 *   │slot 0│slot 1│     │ * ├──►│ entry ├──►│ entry │
 *   ├──────┼──────┤     ├───┤   └───────┘   └───────┘
 *   │ ...  │      │     │   │
 *   └──────┴──────┘     └───┘   unused ──► entry ──► ...
 *
 * An object is in the slot that its key's hash names, or in the other one of
 * that bucket, or in overflow. A slot's key says what it is: 0 empty,
 * UMBRA_KEY_BUSY being changed, else the object's. Whoever swaps 0 for
 * something owns the slot; whoever swaps a key for UMBRA_KEY_BUSY owns its
 * removal. The inline path of umbra_track() publishes the key before the kind,
 * and gives up a slot's kind before its key; so that a slot that is half
 * filled matches nothing.
 *
 * Overflow entries are linked, changed and unlinked under tracker->lock. They
 * are recycled, not freed, so a pointer to one stays readable until destroy.
 * Ordered walks rely on it: they check key and stamp before each visit.
 *
 * Not handled: stamps are drawn without a lock and may repeat; the address
 * breaks the tie, so the order is total, if blurred.
 */
#include "tracker_scan.h"

#include "core.h"

static unsigned int overflow_list(unsigned long key)
{
	return ((unsigned int)key * UMBRA_HASH) >> 26;
}

static unsigned long n_buckets(const struct umbra_domain *domain)
{
	return (1ul << (32 - domain->slot_shift)) / UMBRA_BUCKET_SLOTS;
}

/* Which object: one with that key, of that kind or, with @is, of one of which it says yes. */
struct sought {
	unsigned long key;
	unsigned int kind;
	bool (*is)(const struct umbra_kind *kind, const void *data);
	const void *data;
};

static inline struct sought one(unsigned int kind, unsigned long key)
{
	return (struct sought){ .key = key, .kind = kind };
}

static inline __attribute__((__always_inline__)) bool
matches(const struct umbra_domain *domain, const struct umbra_object *object, struct sought what)
{
	unsigned int kind;

	if (umbra_object_key(object) != what.key)
		return false;
	kind = __atomic_load_n(&object->kind, __ATOMIC_RELAXED);
	return what.is ? kind < domain->n_kinds && what.is(&domain->kinds[kind], what.data) :
			 kind == what.kind;
}

/* The caller owns the slot: its key is busy, or it is not linked yet. */
static void fill(struct umbra_domain *domain, struct umbra_object *object, unsigned int kind,
		 unsigned long key)
{
	object->kind = kind;
	object->flags = 0;
	object->span = 0;
	object->stamp = __atomic_add_fetch(&domain->stamp, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&object->key, key, __ATOMIC_RELEASE);
}

/* The caller owns the removal of the object, whose key may be marked as busy. */
static void permissions_go(struct umbra_domain *domain, const struct umbra_object *object,
			   unsigned long key)
{
	struct umbra_object copy;

	if (!(object->flags & (UMBRA_OBJECT_WRITTEN | UMBRA_OBJECT_SPAN)))
		return;
	copy = *object;
	copy.key = key;
	umbra_span_gone(domain, &copy);
}

/* Empty a slot that holds @key; false if somebody else was first. */
static bool vacate(struct umbra_domain *domain, struct umbra_object *object, unsigned long key)
{
	if (!__atomic_compare_exchange_n(&object->key, &key, UMBRA_KEY_BUSY, 0, __ATOMIC_ACQUIRE,
					 __ATOMIC_RELAXED))
		return false;
	permissions_go(domain, object, key);
	object->kind = UMBRA_KIND_NONE;
	__atomic_store_n(&object->key, 0, __ATOMIC_RELEASE);
	return true;
}

/* The bucket of the key's slot. */
static struct umbra_object *slots_of(struct umbra_domain *domain, unsigned long key)
{
	unsigned long n = (unsigned long)(umbra_slot(domain, key) - domain->buckets->slot);

	return domain->buckets[n / UMBRA_BUCKET_SLOTS].slot;
}

static inline __attribute__((__always_inline__)) struct umbra_object *
find_slot(struct umbra_domain *domain, struct sought what)
{
	struct umbra_object *slot = slots_of(domain, what.key);
	unsigned int i;

	for (i = 0; i < UMBRA_BUCKET_SLOTS; i++)
		if (matches(domain, &slot[i], what))
			return &slot[i];
	return NULL;
}

static struct umbra_object *claim_slot(struct umbra_domain *domain, unsigned int kind,
				       unsigned long key)
{
	struct umbra_object *slot = slots_of(domain, key);
	unsigned int i;

	for (i = 0; i < UMBRA_BUCKET_SLOTS; i++) {
		unsigned long empty = 0;

		if (__atomic_compare_exchange_n(&slot[i].key, &empty, UMBRA_KEY_BUSY, 0,
						__ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
			fill(domain, &slot[i], kind, key);
			return &slot[i];
		}
	}
	return NULL;
}

/* Under the lock: where the entry is linked from, or NULL. */
static inline __attribute__((__always_inline__)) struct umbra_overflow **
find_overflow(struct umbra_domain *domain, struct sought what)
{
	struct umbra_overflow **link =
		&umbra_core(domain)->tracker.overflow[overflow_list(what.key)];

	for (; *link; link = &(*link)->next)
		if (matches(domain, &(*link)->object, what))
			return link;
	return NULL;
}

/* Under the lock: NULL if no entry is left to link. */
static struct umbra_object *link_overflow(struct umbra_domain *domain, unsigned int kind,
					  unsigned long key)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_overflow **list = &tracker->overflow[overflow_list(key)];
	struct umbra_overflow *entry = tracker->unused;

	if (!entry)
		return NULL;
	tracker->unused = entry->next;
	fill(domain, &entry->object, kind, key);
	entry->next = *list;
	*list = entry;
	__atomic_store_n(&tracker->n_overflow, tracker->n_overflow + 1, __ATOMIC_RELEASE);
	return &entry->object;
}

/* Under the lock. */
static void unlink_overflow(struct umbra_domain *domain, struct umbra_overflow **link)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_overflow *entry = *link;

	permissions_go(domain, &entry->object, entry->object.key);
	*link = entry->next;
	entry->object.kind = UMBRA_KIND_NONE;
	__atomic_store_n(&entry->object.key, 0, __ATOMIC_RELEASE);
	entry->next = tracker->unused;
	tracker->unused = entry;
	__atomic_store_n(&tracker->n_overflow, tracker->n_overflow - 1, __ATOMIC_RELEASE);
}

static bool add_unused(struct umbra_tracker *tracker)
{
	struct umbra_overflow *entry = umbra_alloc(sizeof(*entry));
	unsigned long flags;

	if (!entry) {
		__atomic_fetch_add(&tracker->lost, 1, __ATOMIC_RELAXED);
		return false;
	}
	flags = umbra_spin_lock(&tracker->lock);
	entry->next = tracker->unused;
	tracker->unused = entry;
	umbra_spin_unlock(&tracker->lock, flags);
	return true;
}

struct umbra_object *umbra_track_slow(struct umbra_domain *domain, unsigned int kind,
				      unsigned long key)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_object *object = claim_slot(domain, kind, key);
	unsigned long flags;

	while (!object) {
		flags = umbra_spin_lock(&tracker->lock);
		object = link_overflow(domain, kind, key);
		umbra_spin_unlock(&tracker->lock, flags);
		if (!object && !add_unused(tracker))
			return &tracker->spare;
	}
	return object;
}

struct umbra_object *umbra_track_once(struct umbra_domain *domain, unsigned int kind,
				      unsigned long key)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_object *object = find_slot(domain, one(kind, key));
	struct umbra_overflow **link;
	unsigned long flags;

	while (!object) {
		/* Two first calls for one object: the lock lets one insert. */
		flags = umbra_spin_lock(&tracker->lock);
		object = find_slot(domain, one(kind, key));
		link = object ? NULL : find_overflow(domain, one(kind, key));
		if (link)
			object = &(*link)->object;
		if (!object)
			object = claim_slot(domain, kind, key);
		if (!object)
			object = link_overflow(domain, kind, key);
		umbra_spin_unlock(&tracker->lock, flags);
		if (!object && !add_unused(tracker))
			return &tracker->spare;
	}
	return object;
}

int umbra_untrack_slow(struct umbra_domain *domain, unsigned int kind, unsigned long key)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_object *object;
	struct umbra_overflow **link;
	unsigned long flags;

	if (!umbra_is_object(key))
		return 0;
	while ((object = find_slot(domain, one(kind, key))))
		if (vacate(domain, object, key))
			return 1;
	if (!__atomic_load_n(&tracker->n_overflow, __ATOMIC_ACQUIRE))
		return 0;
	flags = umbra_spin_lock(&tracker->lock);
	link = find_overflow(domain, one(kind, key));
	if (link)
		unlink_overflow(domain, link);
	umbra_spin_unlock(&tracker->lock, flags);
	return link != NULL;
}

int umbra_tracker_init(struct umbra_domain *domain, unsigned int order)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	unsigned long i;
	unsigned int j;

	if (order < 1 || order > 20)
		return -EINVAL;
	memset(tracker, 0, sizeof(*tracker));
	umbra_spin_init(&tracker->lock);
	tracker->picks_memory = umbra_alloc(UMBRA_TRACKER_PICKS * sizeof(*tracker->picks));
	if (!domain->buckets)
		domain->buckets = tracker->buckets = umbra_alloc_large(sizeof(*domain->buckets) << order);
	if (!tracker->picks_memory || !domain->buckets) {
		umbra_tracker_destroy(domain);
		return -ENOMEM;
	}
	tracker->picks = tracker->picks_memory;
	domain->slot_shift = 32 - order - 1;
	for (i = 0; i < n_buckets(domain); i++)
		for (j = 0; j < UMBRA_BUCKET_SLOTS; j++)
			domain->buckets[i].slot[j].kind = UMBRA_KIND_NONE;
	/* Any: it has no memory yet. */
	for (i = 0; i < UMBRA_RECENT; i++)
		domain->recent[i] = domain->buckets->slot;
	return 0;
}

static void free_list(struct umbra_overflow *entry)
{
	while (entry) {
		struct umbra_overflow *next = entry->next;

		umbra_free(entry);
		entry = next;
	}
}

void umbra_tracker_destroy(struct umbra_domain *domain)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	unsigned int i;

	for (i = 0; i < UMBRA_OVERFLOW_LISTS; i++) {
		free_list(tracker->overflow[i]);
		tracker->overflow[i] = NULL;
	}
	free_list(tracker->unused);
	tracker->unused = NULL;
	tracker->n_overflow = 0;
	umbra_free(tracker->picks_memory);
	tracker->picks_memory = NULL;
	tracker->picks = NULL;
	umbra_free(tracker->buckets);
	if (tracker->buckets)
		domain->buckets = tracker->buckets = NULL;
}

int umbra_tracker_kind(const struct umbra_domain *domain, const char *name)
{
	unsigned int i;

	for (i = 0; i < domain->n_kinds; i++)
		if (domain->kinds[i].name && !strcmp(domain->kinds[i].name, name))
			return (int)i;
	return -ENOENT;
}

static inline __attribute__((__always_inline__)) struct umbra_object *
look_up(struct umbra_domain *domain, struct sought what)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_object *object = NULL;
	struct umbra_overflow **link;
	unsigned long flags;

	if (!umbra_is_object(what.key))
		return NULL;
	object = find_slot(domain, what);
	if (object || !__atomic_load_n(&tracker->n_overflow, __ATOMIC_ACQUIRE))
		return object;
	flags = umbra_spin_lock(&tracker->lock);
	link = find_overflow(domain, what);
	if (link)
		object = &(*link)->object;
	umbra_spin_unlock(&tracker->lock, flags);
	return object;
}

struct umbra_object *umbra_tracker_find(struct umbra_domain *domain, unsigned int kind,
					unsigned long key)
{
	return look_up(domain, one(kind, key));
}

bool umbra_tracker_is(struct umbra_domain *domain, unsigned long key,
		      bool (*is)(const struct umbra_kind *kind, const void *data), const void *data)
{
	return look_up(domain, (struct sought){ .key = key, .is = is, .data = data });
}

unsigned long umbra_tracker_scan(struct umbra_domain *domain, umbra_tracker_look *look, void *data)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	unsigned long i, key, flags, dropped = 0;
	unsigned int j, kind;

	for (i = 0; i < n_buckets(domain); i++)
		for (j = 0; j < UMBRA_BUCKET_SLOTS; j++) {
			struct umbra_object *object = &domain->buckets[i].slot[j];

			key = umbra_object_key(object);
			kind = __atomic_load_n(&object->kind, __ATOMIC_RELAXED);
			if (umbra_is_object(key) && kind < domain->n_kinds &&
			    look(object, kind, key, data) && vacate(domain, object, key))
				dropped++;
		}
	if (!__atomic_load_n(&tracker->n_overflow, __ATOMIC_ACQUIRE))
		return dropped;
	flags = umbra_spin_lock(&tracker->lock);
	for (j = 0; j < UMBRA_OVERFLOW_LISTS; j++) {
		struct umbra_overflow **link = &tracker->overflow[j];

		while (*link) {
			struct umbra_object *object = &(*link)->object;

			kind = object->kind;
			if (kind < domain->n_kinds && look(object, kind, object->key, data)) {
				unlink_overflow(domain, link);
				dropped++;
			} else {
				link = &(*link)->next;
			}
		}
	}
	umbra_spin_unlock(&tracker->lock, flags);
	return dropped;
}

bool umbra_tracker_remove(struct umbra_domain *domain, struct umbra_object *object,
			  unsigned long key)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_overflow **link;
	unsigned long flags;

	if ((void *)object >= (void *)domain->buckets &&
	    (void *)object < (void *)(domain->buckets + n_buckets(domain)))
		return vacate(domain, object, key);
	flags = umbra_spin_lock(&tracker->lock);
	link = &tracker->overflow[overflow_list(key)];
	while (*link && &(*link)->object != object)
		link = &(*link)->next;
	if (*link)
		unlink_overflow(domain, link);
	else
		link = NULL;
	umbra_spin_unlock(&tracker->lock, flags);
	return link != NULL;
}
