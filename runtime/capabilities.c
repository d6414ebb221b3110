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
 * An object of a sealed kind lies in memory that another object brought: it
 * takes permissions while it is tracked, and gives back those that it took.
 */
#include "core.h"

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
