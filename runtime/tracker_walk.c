// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracker_walk.c - what recovery does with the tracked objects, in order.
 *
 * The rule it upholds: a walk allocates nothing and visits no object that is
 * gone by its turn, whatever the visits before it did to the tracker.
 *
 * An ordered walk makes passes over the tracker. Each pass keeps the newest
 * objects before a bound (the last one visited) in a heap of as many picks as
 * there is room for, sorts them and visits them; a pass that did not fill its
 * room was the last.
 *
 *   tracker->picks   who
 *   picks_memory     free; taken by an atomic exchange
 *   NULL             a walk uses it; another one makes do with its stack
 */
#include "tracker_scan.h"

#include "core.h"

#define LOCAL_PICKS 8

/* The total order of objects: by stamp, then by address. */
static bool older(const struct umbra_pick *a, const struct umbra_pick *b)
{
	return a->stamp != b->stamp ? a->stamp < b->stamp : a->object < b->object;
}

struct next_search {
	unsigned int kind;
	struct umbra_pick after, best; /* object NULL: none */
};

static bool next_visit(struct umbra_object *object, unsigned int kind, unsigned long key,
		       void *data)
{
	struct umbra_pick pick = {object, object->stamp};
	struct next_search *search = data;

	(void)key;
	if (kind == search->kind &&
	    (!search->after.object || older(&search->after, &pick)) &&
	    (!search->best.object || older(&pick, &search->best)))
		search->best = pick;
	return false;
}

struct umbra_object *umbra_tracker_next(struct umbra_domain *domain, unsigned int kind,
					const struct umbra_object *after)
{
	struct next_search search = {.kind = kind};

	if (after) {
		search.after.object = (struct umbra_object *)after;
		search.after.stamp = after->stamp;
	}
	(void)umbra_tracker_scan(domain, next_visit, &search);
	return search.best.object;
}

/* The newest objects before a bound, as a heap with the oldest on top. */
struct newest {
	struct umbra_pick *picks;
	unsigned int n, room;
	struct umbra_pick bound; /* object NULL: none */
};

static void sift_down(struct umbra_pick *heap, unsigned int n, unsigned int i)
{
	struct umbra_pick moved = heap[i];

	for (;;) {
		unsigned int child = 2 * i + 1;

		if (child >= n)
			break;
		if (child + 1 < n && older(&heap[child + 1], &heap[child]))
			child++;
		if (!older(&heap[child], &moved))
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = moved;
}

static void sift_up(struct umbra_pick *heap, unsigned int i)
{
	struct umbra_pick moved = heap[i];

	while (i && older(&moved, &heap[(i - 1) / 2])) {
		heap[i] = heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	heap[i] = moved;
}

static bool newest_visit(struct umbra_object *object, unsigned int kind, unsigned long key,
			 void *data)
{
	struct umbra_pick pick = {object, object->stamp};
	struct newest *newest = data;

	(void)kind;
	(void)key;
	if (newest->bound.object && !older(&pick, &newest->bound))
		return false;
	if (newest->n < newest->room) {
		newest->picks[newest->n] = pick;
		sift_up(newest->picks, newest->n++);
	} else if (older(&newest->picks[0], &pick)) {
		newest->picks[0] = pick;
		sift_down(newest->picks, newest->n, 0);
	}
	return false;
}

/* Heapsort: the oldest leaves the top for the end. */
static void sort_newest_first(struct umbra_pick *heap, unsigned int n)
{
	while (n > 1) {
		struct umbra_pick oldest = heap[0];

		heap[0] = heap[--n];
		heap[n] = oldest;
		sift_down(heap, n, 0);
	}
}

/*
 * What is in @slot, if that is still what was stamped so: a thread that is inside may take
 * it away or put another there at any time, this one's turn included.
 */
static bool still_there(const struct umbra_domain *domain, const struct umbra_object *slot,
			unsigned long stamp, struct umbra_object *copy)
{
	unsigned long key = umbra_object_key(slot);

	*copy = *slot;
	copy->key = key;
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return umbra_is_object(key) && umbra_object_key(slot) == key && copy->stamp == stamp &&
	       copy->kind < domain->n_kinds;
}

int umbra_tracker_newest_first(struct umbra_domain *domain, umbra_tracker_visit *visit, void *data)
{
	struct umbra_tracker *tracker = &umbra_core(domain)->tracker;
	struct umbra_pick local[LOCAL_PICKS];
	/* A walk within a walk gets by with few picks and more passes. */
	struct umbra_pick *own = __atomic_exchange_n(&tracker->picks, NULL, __ATOMIC_ACQUIRE);
	struct newest newest = {
		own ? own : local, 0, own ? UMBRA_TRACKER_PICKS : LOCAL_PICKS, {NULL, 0}};
	unsigned int i;
	int stop = 0;

	do {
		newest.n = 0;
		(void)umbra_tracker_scan(domain, newest_visit, &newest);
		sort_newest_first(newest.picks, newest.n);
		for (i = 0; i < newest.n && !stop; i++) {
			struct umbra_object copy;

			newest.bound = newest.picks[i];
			if (still_there(domain, newest.bound.object, newest.bound.stamp, &copy))
				stop = visit(newest.bound.object, &copy, data);
		}
	} while (!stop && newest.n == newest.room);
	if (own)
		__atomic_store_n(&tracker->picks, own, __ATOMIC_RELEASE);
	return stop;
}

struct release {
	struct umbra_domain *domain;
	bool (*keep)(const struct umbra_object *object, void *data);
	void *data;
	unsigned long released;
};

static int release_visit(struct umbra_object *slot, struct umbra_object *object, void *data)
{
	struct release *release = data;
	const struct umbra_kind *kind = &release->domain->kinds[object->kind];

	if ((kind->flags & UMBRA_KIND_KEPT) || (object->flags & UMBRA_OBJECT_KEPT) ||
	    (release->keep && release->keep(object, release->data)))
		return 0;
	/* Out first: whoever looks during the release finds it gone. */
	if (!umbra_tracker_remove(release->domain, slot, object->key))
		return 0;
	if (kind->release)
		(void)umbra_release(release->domain, kind, object);
	release->released++;
	return 0;
}

unsigned long umbra_tracker_release(struct umbra_domain *domain,
				    bool (*keep)(const struct umbra_object *object, void *data),
				    void *data)
{
	struct release release = {domain, keep, data, 0};

	(void)umbra_tracker_newest_first(domain, release_visit, &release);
	return release.released;
}

struct drop {
	unsigned long start, end;
	unsigned int kind; /* UMBRA_KIND_NONE: by range */
};

static bool drop_visit(struct umbra_object *object, unsigned int kind, unsigned long key,
		       void *data)
{
	const struct drop *drop = data;

	(void)object;
	if (drop->kind != UMBRA_KIND_NONE)
		return kind == drop->kind;
	return key >= drop->start && key < drop->end;
}

unsigned long umbra_tracker_drop_range(struct umbra_domain *domain, unsigned long start,
				       unsigned long end)
{
	struct drop drop = {start, end, UMBRA_KIND_NONE};

	return umbra_tracker_scan(domain, drop_visit, &drop);
}

unsigned long umbra_tracker_drop_kind(struct umbra_domain *domain, unsigned int kind)
{
	struct drop drop = {0, 0, kind};

	return kind < domain->n_kinds ? umbra_tracker_scan(domain, drop_visit, &drop) : 0;
}

struct count {
	unsigned long *counts; /* or NULL */
	unsigned long sum;
};

static bool count_visit(struct umbra_object *object, unsigned int kind, unsigned long key,
			void *data)
{
	struct count *count = data;

	(void)object;
	(void)key;
	count->sum++;
	if (count->counts)
		count->counts[kind]++;
	return false;
}

unsigned long umbra_tracker_count(struct umbra_domain *domain, unsigned long counts[])
{
	struct count count = {counts, 0};

	if (counts)
		memset(counts, 0, domain->n_kinds * sizeof(*counts));
	(void)umbra_tracker_scan(domain, count_visit, &count);
	return count.sum;
}

unsigned long umbra_tracker_lost(const struct umbra_domain *domain)
{
	return __atomic_load_n(&umbra_core(domain)->tracker.lost, __ATOMIC_RELAXED);
}
