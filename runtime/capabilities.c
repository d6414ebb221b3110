// SPDX-License-Identifier: GPL-2.0-only
/*
 * capabilities.c - the permissions that come and go with tracked objects.
 *
 * The rule it upholds: what an object brought is gone when the object leaves
 * the tracker, by whatever way.
 *
 *   key                                    key + span
 *   ├──────────────┬─────────┬─────────────────┤
 *   │ fields (kind)│         │ granted (call)  │   revoked as a whole
 *   └──────────────┴─────────┴─────────────────┘
 *
 * Objects of a kind with other memory (kind->memory: what a packet is in) come and
 * go by the packet. Both that memory and their fields are granted when they are
 * first written, as most never are: umbra_find_memory() asks the objects tracked
 * last, then all. arg[2] and arg[3] say then which memory was granted.
 *
 * An object of a sealed kind lies in memory that another object brought: it
 * takes permissions while it is tracked, and gives back those that it took; or
 * when it is written while the kernel does not use it (kind->used). Nobody says when
 * the head of a queue that programs poll is gone with its memory: what was sealed before
 * that memory was got is none of it.
 */
#include "core.h"
#include "tracker_scan.h"

#define MEMORY_START 2
#define MEMORY_BYTES 3

/*
 * Of memory with a copy for each processor its own address is granted, too: by that
 * a processor's instructions name its copy.
 */
static void for_each_copy(struct umbra_domain *domain, const struct umbra_object *object,
			  void (*what)(struct umbra_map *map, unsigned long start,
				       unsigned long bytes),
			  unsigned long start, unsigned long bytes)
{
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned long copy;
	unsigned int i;

	what(map, start, bytes);
	if (!(domain->kinds[object->kind].flags & UMBRA_KIND_PERCPU))
		return;
	for (i = 0; (copy = umbra_copy_of(start, i)); i++)
		what(map, copy, bytes);
}

void umbra_hold(struct umbra_domain *domain, struct umbra_object *object,
		const volatile void *start, unsigned long bytes)
{
	unsigned long offset = (unsigned long)start - object->key;

	for_each_copy(domain, object, umbra_map_grant, (unsigned long)start, bytes);
	if (offset + bytes > object->span)
		object->span = offset + bytes;
	object->flags |= UMBRA_OBJECT_SPAN;
}

/*
 * May its fields be written already? An object of another kind with that key (a
 * net_device, and that it is registered), or memory of the driver's, has brought them:
 * with that they go, which is there first and last.
 */
static bool brought(const struct umbra_map *map, const struct umbra_kind *kind, unsigned long key)
{
	unsigned int i;

	for (i = 0; i < kind->n_fields; i++)
		if (!(kind->fields[i].flags & UMBRA_FIELD_SEALED))
			return umbra_map_check(map, key + kind->fields[i].offset,
					       kind->fields[i].bytes);
	return false;
}

void umbra_held(struct umbra_domain *domain, struct umbra_object *object)
{
	const struct umbra_kind *kind = &domain->kinds[object->kind];
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned int i;

	if (!kind->bytes)
		return;
	/* A timer that is armed again is sealed already; but for one in memory that is new. */
	if (object->flags & UMBRA_OBJECT_SPAN &&
	    !(kind->flags & UMBRA_KIND_SEALED && umbra_map_check(map, object->key, 1)))
		return;
	if (!(kind->flags & UMBRA_KIND_SEALED) && brought(map, kind, object->key))
		return;
	object->span = kind->bytes;
	object->flags |= UMBRA_OBJECT_SPAN;
	if (kind->flags & UMBRA_KIND_SEALED) {
		object->stamp = umbra_next_stamp(domain);
		umbra_map_seal(map, object->key, kind->bytes);
	}
	/* Of a sealed one some fields stay the driver's: unsealed, which needs no more memory. */
	for (i = 0; i < kind->n_fields; i++)
		(kind->flags & UMBRA_KIND_SEALED ? umbra_map_unseal : umbra_map_grant)(
			map, object->key + kind->fields[i].offset, kind->fields[i].bytes);
}

void umbra_waits_in(struct umbra_domain *domain, unsigned int kind, unsigned long head)
{
	if (umbra_map_check(&umbra_core(domain)->map, head, sizeof(long)))
		umbra_held(domain, umbra_track_once(domain, kind, head));
}

void umbra_span_gone(struct umbra_domain *domain, struct umbra_object *object)
{
	struct umbra_map *map = &umbra_core(domain)->map;

	if (object->flags & UMBRA_OBJECT_WRITTEN)
		umbra_map_revoke(map, object->arg[MEMORY_START], object->arg[MEMORY_BYTES]);
	if (!(object->flags & UMBRA_OBJECT_SPAN))
		return;
	if (domain->kinds[object->kind].flags & UMBRA_KIND_SEALED)
		umbra_map_unseal(map, object->key, object->span);
	else
		for_each_copy(domain, object, umbra_map_revoke, object->key, object->span);
}

void umbra_registered(struct umbra_domain *domain, unsigned int kind, unsigned long key, int yes)
{
	const struct umbra_kind *of = &domain->kinds[kind];
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned int i;

	if (!umbra_tracker_find(domain, kind, key))
		return;
	for (i = 0; i < of->n_fields; i++) {
		unsigned long start = key + of->fields[i].offset;

		if (!(of->fields[i].flags & UMBRA_FIELD_SEALED))
			continue;
		if (yes)
			umbra_map_seal(map, start, of->fields[i].bytes);
		else
			umbra_map_unseal(map, start, of->fields[i].bytes);
	}
}

struct wanted {
	struct umbra_domain *domain;
	unsigned long start, bytes;
	struct umbra_object *found;
	unsigned long from, size; /* what it is a part of */
	bool memory;		  /* which is the object's memory, not a field */
};

static bool inside(const struct wanted *wanted, unsigned long start, unsigned long bytes)
{
	unsigned long offset = wanted->start - start;

	return offset < bytes && wanted->bytes <= bytes - offset;
}

/* Is it in the memory of the object, or a field of it? */
static bool belongs(struct umbra_object *object, struct wanted *wanted)
{
	unsigned long key = umbra_object_key(object);
	unsigned int of = object->kind, i;
	const struct umbra_kind *kind;

	if (!umbra_is_object(key) || of >= wanted->domain->n_kinds)
		return false;
	kind = &wanted->domain->kinds[of];
	if (!kind->memory)
		return false;
	/* The slot may be another processor's by now. */
	wanted->from = kind->memory(key, object->arg, &wanted->size);
	wanted->memory = inside(wanted, wanted->from, wanted->size);
	if (wanted->memory) {
		wanted->found = object;
		return true;
	}
	if (!inside(wanted, key, kind->bytes))
		return false;
	for (i = 0; i < kind->n_fields; i++) {
		wanted->from = key + kind->fields[i].offset;
		wanted->size = kind->fields[i].bytes;
		if (inside(wanted, wanted->from, wanted->size)) {
			wanted->found = object;
			return true;
		}
	}
	return false;
}

static bool look(struct umbra_object *object, unsigned int kind, unsigned long key,
		 void *data)
{
	struct wanted *wanted = data;

	(void)kind;
	(void)key;
	if (!wanted->found)
		(void)belongs(object, wanted);
	return false;
}

/*
 * Of the object's memory the blocks that are written, as most of it never is;
 * what lies between two of them is revoked with them, if never granted.
 */
static void grant_near(struct umbra_map *map, struct umbra_object *object,
		       const struct wanted *wanted)
{
	unsigned long from = wanted->start & -UMBRA_BLOCK;
	unsigned long to = (wanted->start + wanted->bytes + UMBRA_BLOCK - 1) & -UMBRA_BLOCK;
	unsigned long end = wanted->from + wanted->size;
	unsigned long old = object->arg[MEMORY_START];
	unsigned long old_end = old + object->arg[MEMORY_BYTES];

	from = from > wanted->from ? from : wanted->from;
	to = to < end ? to : end;
	/* Its memory may have been exchanged for other (pskb_expand_head()). */
	if (object->flags & UMBRA_OBJECT_WRITTEN && (old < wanted->from || old_end > end)) {
		umbra_map_revoke(map, old, old_end - old);
		object->flags &= ~UMBRA_OBJECT_WRITTEN;
	}
	umbra_map_lend(map, from, to - from);
	if (object->flags & UMBRA_OBJECT_WRITTEN) {
		from = from < old ? from : old;
		to = to > old_end ? to : old_end;
	}
	object->arg[MEMORY_START] = from;
	object->arg[MEMORY_BYTES] = to - from;
	object->flags |= UMBRA_OBJECT_WRITTEN;
}

static bool grant(struct umbra_domain *domain, struct wanted *wanted)
{
	struct umbra_map *map = &umbra_core(domain)->map;

	if (!wanted->found)
		return false;
	if (wanted->memory) {
		grant_near(map, wanted->found, wanted);
	} else {
		wanted->found->span = domain->kinds[wanted->found->kind].bytes;
		wanted->found->flags |= UMBRA_OBJECT_SPAN;
		umbra_map_grant(map, wanted->start, wanted->bytes);
	}
	return true;
}

static void look_at_recent(struct umbra_domain *domain, struct wanted *wanted, unsigned long most)
{
	unsigned long i, last = domain->stamp;

	for (i = 0; i < most && !wanted->found; i++)
		(void)belongs(domain->recent[(last - i) % UMBRA_RECENT], wanted);
}

bool umbra_holds_memory(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct wanted wanted = { .domain = domain, .start = start, .bytes = bytes };

	look_at_recent(domain, &wanted, UMBRA_RECENT);
	if (!wanted.found)
		umbra_tracker_scan(domain, look, &wanted);
	return wanted.found && wanted.memory;
}

struct idle {
	struct umbra_domain *domain;
	unsigned long start, bytes;
	unsigned long got; /* stamp of the memory there */
	bool used; /* by the kernel: what is sealed there */
};

static bool overlaps(const struct umbra_object *object, const struct umbra_kind *kind,
		     unsigned long key, const struct idle *idle)
{
	return kind->flags & UMBRA_KIND_SEALED && object->flags & UMBRA_OBJECT_SPAN &&
	       key < idle->start + idle->bytes && idle->start < key + kind->bytes;
}

static bool ask_age(struct umbra_object *object, unsigned int number, unsigned long key, void *data)
{
	struct idle *idle = data;

	if (!(idle->domain->kinds[number].flags & UMBRA_KIND_SEALED) &&
	    idle->start - key < object->span && object->stamp > idle->got)
		idle->got = object->stamp;
	return false;
}

bool umbra_is_sealed(struct umbra_domain *domain, const struct umbra_object *object)
{
	struct idle idle = { .domain = domain, .start = object->key };

	if (!(object->flags & UMBRA_OBJECT_SPAN) ||
	    !umbra_map_sealed(&umbra_core(domain)->map, object->key, object->span))
		return false;
	umbra_tracker_scan(domain, ask_age, &idle);
	return object->stamp > idle.got;
}

static bool ask_use(struct umbra_object *object, unsigned int number, unsigned long key, void *data)
{
	struct idle *idle = data;
	const struct umbra_kind *kind = &idle->domain->kinds[number];
	const struct umbra_object seen = { .key = key, .kind = number };

	if (overlaps(object, kind, key, idle) && object->stamp > idle->got &&
	    (!kind->used || kind->used(&seen)))
		idle->used = true;
	return false;
}

static bool give_back(struct umbra_object *object, unsigned int number, unsigned long key,
		      void *data)
{
	const struct idle *idle = data;
	const struct umbra_kind *kind = &idle->domain->kinds[number];

	if (!overlaps(object, kind, key, idle))
		return false;
	object->flags &= ~UMBRA_OBJECT_SPAN;
	umbra_map_unseal(&umbra_core(idle->domain)->map, key, kind->bytes);
	return false;
}

bool umbra_find_idle(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct umbra_map *map = &umbra_core(domain)->map;
	struct idle idle = { .domain = domain, .start = start, .bytes = bytes };

	if (!umbra_map_sealed(map, start, bytes))
		return false;
	umbra_tracker_scan(domain, ask_age, &idle);
	umbra_tracker_scan(domain, ask_use, &idle);
	if (!idle.used)
		umbra_tracker_scan(domain, give_back, &idle);
	return umbra_map_check(map, start, bytes);
}

bool umbra_find_recent(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct wanted wanted = { .domain = domain, .start = start, .bytes = bytes };

	look_at_recent(domain, &wanted, UMBRA_RECENT);
	return grant(domain, &wanted);
}

bool umbra_find_newest(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct wanted wanted = { .domain = domain, .start = start, .bytes = bytes };

	look_at_recent(domain, &wanted, 1);
	return grant(domain, &wanted);
}

bool umbra_find_memory(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct wanted wanted = { .domain = domain, .start = start, .bytes = bytes };

	if (umbra_find_recent(domain, start, bytes))
		return true;
	umbra_tracker_scan(domain, look, &wanted);
	return grant(domain, &wanted);
}
