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
 * Other memory (kind->memory: what a packet is in) is granted when it is first
 * written, as most never is: umbra_find_memory() asks the objects tracked last,
 * then all. arg[2] and arg[3] say then what was granted.
 *
 * An object of a sealed kind lies in memory that another object brought: it
 * takes permissions while it is tracked, and gives back those that it took.
 */
#include "core.h"
#include "tracker_scan.h"

#define MEMORY_START 2
#define MEMORY_BYTES 3

void umbra_hold(struct umbra_domain *domain, struct umbra_object *object,
		const volatile void *start, unsigned long bytes)
{
	unsigned long offset = (unsigned long)start - object->key;

	umbra_map_grant(&umbra_core(domain)->map, (unsigned long)start, bytes);
	if (offset + bytes > object->span)
		object->span = offset + bytes;
}

static void grant_fields(struct umbra_domain *domain, const struct umbra_kind *kind,
			 unsigned long key)
{
	struct umbra_map *map = &umbra_core(domain)->map;
	unsigned int i;

	for (i = 0; i < kind->n_fields; i++)
		umbra_map_grant(map, key + kind->fields[i].offset, kind->fields[i].bytes);
}

void umbra_held(struct umbra_domain *domain, struct umbra_object *object)
{
	const struct umbra_kind *kind = &domain->kinds[object->kind];

	if (kind->memory) {
		struct umbra_recent *recent = &umbra_core(domain)->recent;

		recent->object[recent->next++ % UMBRA_RECENT] = object;
	}
	/* A timer that is armed again is sealed already. */
	if (object->span || !kind->bytes)
		return;
	object->span = kind->bytes;
	if (kind->flags & UMBRA_KIND_SEALED)
		umbra_map_seal(&umbra_core(domain)->map, object->key, kind->bytes);
	else
		grant_fields(domain, kind, object->key);
}

void umbra_span_gone(struct umbra_domain *domain, struct umbra_object *object)
{
	struct umbra_map *map = &umbra_core(domain)->map;

	if (object->flags & UMBRA_OBJECT_WRITTEN)
		umbra_map_revoke(map, object->arg[MEMORY_START], object->arg[MEMORY_BYTES]);
	if (domain->kinds[object->kind].flags & UMBRA_KIND_SEALED)
		umbra_map_unseal(map, object->key, object->span);
	else
		umbra_map_revoke(map, object->key, object->span);
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
};

/* Is it in the memory of the object? */
static bool in_memory(struct umbra_object *object, struct wanted *wanted)
{
	struct umbra_object copy = *object;
	unsigned long start, bytes, offset;

	if (!umbra_is_object(copy.key) || copy.kind >= wanted->domain->n_kinds ||
	    !wanted->domain->kinds[copy.kind].memory)
		return false;
	start = wanted->domain->kinds[copy.kind].memory(&copy, &bytes);
	offset = wanted->start - start;
	if (offset >= bytes || wanted->bytes > bytes - offset)
		return false;
	wanted->found = object;
	return true;
}

static bool look(struct umbra_object *object, unsigned long key, void *data)
{
	struct wanted *wanted = data;

	(void)key;
	if (!wanted->found)
		(void)in_memory(object, wanted);
	return false;
}

bool umbra_find_memory(struct umbra_domain *domain, unsigned long start, unsigned long bytes)
{
	struct umbra_core *core = umbra_core(domain);
	struct wanted wanted = { .domain = domain, .start = start, .bytes = bytes };
	struct umbra_object *object;
	unsigned int i;

	for (i = 0; i < UMBRA_RECENT && !wanted.found; i++) {
		object = core->recent.object[i];
		if (object)
			(void)in_memory(object, &wanted);
	}
	if (!wanted.found)
		umbra_tracker_scan(domain, look, &wanted);
	object = wanted.found;
	if (!object)
		return false;
	/* Its memory may have been exchanged for other (pskb_expand_head()). */
	if (object->flags & UMBRA_OBJECT_WRITTEN)
		umbra_map_revoke(&core->map, object->arg[MEMORY_START],
				 object->arg[MEMORY_BYTES]);
	object->arg[MEMORY_START] =
		domain->kinds[object->kind].memory(object, &object->arg[MEMORY_BYTES]);
	object->flags |= UMBRA_OBJECT_WRITTEN;
	if (!object->span)
		object->span = 1;
	umbra_map_grant(&core->map, object->arg[MEMORY_START], object->arg[MEMORY_BYTES]);
	return umbra_map_check(&core->map, start, bytes);
}
